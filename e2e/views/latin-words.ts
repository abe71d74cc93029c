import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { projectDirectory } from '../launch';
import { LOCATOR, PATHS, SIAMESE, UPSCALER } from '../networks';

/** Latin words that a Chinese window may show: what has no other name in Taiwan. Everything else there is English that nobody translated. */
const WORDS = [
  // Products, file types and programs.
  'Netloom Fashion MNIST ImageNet Keras PyTorch TensorFlow SavedModel Serving LiteRT TensorBoard libtensorflow Linux Electron oneDNN AVX CPU GPU Windows',
  'README md Python js safetensors pth pt PNG SVG PDF CSV HTML JSON JPEG WebP GIF BMP npm cli ONNX Runtime OpenCV TensorRT',
  'RGB zip csv TSV Lines metadata NPZ NPY IDX CIFAR Parquet Hugging Face HDF5 MATLAB mat Thumbs db desktop ini MACOSX macOS',
  // Networks, by the names of their papers.
  'LeNet AlexNet VGG NiN GoogLeNet Inception ResNet DenseNet MobileNet ShuffleNet ConvNeXt U Net YOLOv4 BN BC SE LRN RMS',
  'SqueezeNet Xception ResNeXt DarkNet RegNetY MLP Mixer FCN SRCNN ESPCN ViT DeiT Ti MF YOLOv2 YOLOv3 fire ISBI PASCAL VOC in channels Touvron',
  // Functions, methods and their symbols, besides the names of layers and optimizers.
  'PixelShuffle maxout SiLU Swish swish tanh sigmoid softmax hard Dropout',
  'KL VAE L1 Nesterov Glorot He Kaiming LeCun PCA L2 F1 R macro IoU MAE RMSE mAP Grad CAM Beta Rho Epsilon gamma beta patience float32 bfloat16',
  '1cycle Transformer Huber Dice squeeze and excitation bottleneck compression exp log max min b f k n w x same valid true false',
  // What figures are from, and how they are measured.
  'timm VisionTransformer RegNet epsilon pytorch Dive into Deep Learning torchvision EfficientNet Lite Weights IMAGENET1K V1 V2 V3 Small Large MobileNetV2 x30 III top d2l.ai',
  // A shirt, as it is called.
  'T',
  // Keys.
  'Ctrl Alt Shift Enter Esc Tab Delete Control Home End PgUp PgDn Backspace F2 F5 F6 C L N',
  // The language's own name, and the files that the walks make.
  'English My first photos Theirs trousers bags ankle boots notes train validation test imagenet nonesuch norm txt tagged footwear roomy outlines q ink',
  'boxes file label tags xmin ymin xmax ymax list sizes lr hr',
  // What ssh has and says, in its own words, and the machines of the walks.
  'ssh Host user host port Slurm ED25519 connect to Connection refused Linux GB Gb other machine refused',
  'cluster PartitionDown infinite cpu2 gpu8 gpu9 gpu a100 v100 slurm stand',
  // Ways to mix examples, by their papers' names.
  'mixup Mixup CutMix EMA',
  // Modes, axes, ports and functions as papers and PyTorch write them.
  'ceil mode erf A B',
];

/** Numbers with their units, sizes, versions, checksums; symbols of formulas. */
const PATTERNS = [
  /^\d[\d.]*(K|M|B|G|T|k|e)?$/,
  /^(B|kB|MB|GB|TB|ms|px|s)$/,
  /^\d+x\d+$/,
  /^\d+\.\d+x$/,
  /^\d+e\d+$/,
  /^v?\d+(\.\d+)+([-.][a-z]+\.?\d*)?$/,
  /^[0-9a-f]{7,}$/,
  /^[fx]?[ᵢⱼ]$|^[ij]$/,
];

/** The names in the presets, which their authors chose (of nodes, of blocks and of their parameters; of networks, their words), and theirs. */
function presetNames(): string[] {
  const folder = path.join(projectDirectory, 'presets');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const preset: Preset = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    return [...namesIn(preset), ...(preset.about?.authors?.split(/[\s,]+/) ?? [])];
  });
}

/** The names in a network. */
function namesIn({ name, blocks = {}, ...network }: Network): string[] {
  const scopes = [network, ...Object.values(blocks)];
  return [
    ...name.split(/[^A-Za-z0-9]+/),
    // A block without a name is called by its id, with a capital letter.
    ...Object.keys(blocks).flatMap((id) => [id, `${id.charAt(0).toUpperCase()}${id.slice(1)}`]),
    ...scopes.flatMap(({ nodes, parameters = [] }) => [
      ...nodes.map(({ id }) => id),
      ...parameters.flatMap((parameter) => [parameter.name, ...(parameter.choices ?? [])]),
    ]),
  ];
}

/** Names of layers and optimizers that are the same in both languages, and the ids that new nodes get: their definitions say so. */
function definedNames(): string[] {
  return ['layers', path.join('settings', 'optimizers')].flatMap((folder) => {
    const place = path.join(projectDirectory, 'src', 'graph-runtime', folder);
    return readdirSync(place).flatMap((file) => {
      const text = readFileSync(path.join(place, file), 'utf8');
      const types = Array.from(text.matchAll(TYPE), ([, type = '']) => type);
      const labels = Array.from(text.matchAll(SAME_LABEL), ([, name = '']) => name.split(/[^A-Za-z0-9]+/));
      return [...types, ...types.map((type) => type.replace(/\dd/, '')), ...labels.flat()];
    });
  });
}

/** What the walks name as a whole, in English: single words of it would be English on screen. */
const NAMES = /\bUntitled network\b|\bwith_squeeze\b|\bMy letters\b|「model」/g;

const TYPE = /^ {2}type: '(\w+)'/gm;

const SAME_LABEL = /\blabel: \{ en: '([^']+)', 'zh-Hant': '\1' \}/g;

interface Network extends Scope {
  readonly name: string;
  readonly blocks?: Readonly<Record<string, Scope>>;
}

interface Preset extends Network {
  readonly about?: { readonly authors?: string };
}

interface Scope {
  readonly nodes: readonly { readonly id: string }[];
  readonly parameters?: readonly { readonly name: string; readonly choices?: readonly string[] }[];
}

const allowed = new Set([
  ...WORDS.flatMap((line) => line.split(' ')),
  ...definedNames(),
  ...presetNames(),
  ...[LOCATOR, PATHS, SIAMESE, UPSCALER].flatMap(namesIn),
  ...(cpus()[0]?.model.split(/[^A-Za-z0-9.-]+/) ?? []),
]);

/** The words of a text with Latin letters that are not allowed in a Chinese window; of hyphenated words each part. */
export function englishIn(text: string): string[] {
  // Files, folders and networks have names that users gave. Other periods are part of numbers and versions only.
  const words = text
    .replace(/[\w./-]*\.(png|json|netloom|keras|onnx)\b/g, ' ')
    .replace(/SHA256:[A-Za-z0-9+/]{43}/g, ' ')
    .replace(NAMES, ' ')
    .split(/(?:(?!(?<=\d)\.(?=\d))[^\p{Script=Latin}\p{M}\d’'])+/u);
  return words.filter((word) => /\p{Script=Latin}/u.test(word) && !isAllowed(word));
}

function isAllowed(word: string): boolean {
  if (allowed.has(word) || PATTERNS.some((pattern) => pattern.test(word))) return true;
  // Networks have their depth behind the name, the copies of a repeated node a number behind its id.
  return /^[A-Za-z]\w*\d$/.test(word) && allowed.has(word.replace(/\d+$/, ''));
}
