import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishIn } from '../e2e/views/latin-words';

/** Of files, expressions and the command line, which Chinese texts quote as they have to be written; formats of data, and programs that convert them. */
const QUOTED = new Set(
  [
    'JSON UTF Big5 Latin Windows NUL format netloom version node port null e u0000 floor round abs ceil mode',
    'npm run setup doctor off overwrite user data dir TMPDIR XDG CACHE HOME NETLOOM ONEDNN alpha rho epsilon beta1 beta2 C H W L t r u',
    'Reshape Rescaling Add DenseNet LeNet Z V Chromium Node js F E H list train validation test socket Unicode Python np save allow pickle False',
    'inputs targets batch NumPy cats jpg dogs h5 hdf5 images idx3 ubyte labels idx1 gz file name label masks SVHN X y npz npy parquet of',
    'widths index length safetensors state dict pth pt python3 m http server onnx keras model json SavedModel Serving LiteRT',
    'ssh OpenSSH Debian sudo apt get install openssh client config Host host user port shell sh Linux',
    'Slurm sbatch srun gpu a100 closed with',
    'KL VAE Huber Dice macro IoU mAP TSV Lines IDX NPZ NPY CIFAR Parquet HDF5 mat zip heic png Thumbs db desktop ini MACOSX macOS convmv ImageMagick magick mogrify',
  ].flatMap((line) => line.split(' ')),
);

interface ChineseText {
  readonly text: string;
  readonly place: string;
}

/** Strings in quotation marks or backquotes, which do not run over the end of a line. */
const STRING = /'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`/g;

/** Every string of the sources with Chinese in it. */
const texts = sourceFiles(join(__dirname, '..', 'src')).flatMap((file) =>
  withoutComments(readFileSync(file, 'utf8'))
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(STRING)].flatMap(([, quoted, template]): ChineseText[] => {
        const text = quoted ?? template ?? '';
        return /\p{Script=Han}/u.test(text) ? [{ text, place: `${file}:${index + 1}` }] : [];
      }),
    ),
);

/** As many lines as before. */
function withoutComments(source: string): string {
  return source
    .replace(/^\s*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|\s)\/\/ .*$/gm, '');
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'testing' ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.|\.en\./.test(entry.name) ? [path] : [];
  });
}

const withoutValues = (text: string) => text.replace(/\$?\{\{?[^}]*\}?\}/g, '{}');

describe('the Chinese texts of the sources', () => {
  it('are found', () => {
    expect(texts.length).toBeGreaterThan(2_000);
    expect(englishIn('Save the 網路')).toEqual(['Save', 'the']);
  });

  it('have no English words but those that have no other name', () => {
    const found = texts.flatMap(({ text, place }) => {
      const words = englishIn(withoutValues(text)).filter((word) => !QUOTED.has(word));
      return words.length === 0 ? [] : [`${place}: ${words.join(' ')} in ${text}`];
    });
    expect(found).toEqual([]);
  });

  it('have a space between Chinese and Latin words', () => {
    const tight = /\p{Script=Han}[\p{Script=Latin}\p{Nd}]|[\p{Script=Latin}\p{Nd}]\p{Script=Han}/u;
    expect(texts.filter(({ text }) => tight.test(withoutValues(text)))).toEqual([]);
  });
});
