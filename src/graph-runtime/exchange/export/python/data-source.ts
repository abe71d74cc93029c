import type { NetworkToExport } from '../network-to-export';
import { folderNames } from './class-names-source';
import { rowsSource } from './training/rows-source';
import type { RowDialect } from './training/label-rows';
import { isOfImage, placedLabels } from './training/placed-labels';
import { readsFolders } from './training/data-text';
import type { ExportedTraining } from './training/trained-outputs';

/** What reading depends on. */
export interface ReadingFacts {
  readonly network: NetworkToExport;
  readonly training: ExportedTraining;
  /** What `INPUT_SHAPE` consists of: `channels, height, width`. */
  readonly sizes: string;
  readonly framework: RowDialect;
}

/** Functions of an exported `data.py` that read with NumPy and Pillow only: images uint8 `[N, height, width, channels]`, rows float32 `[N, features]`. */
export function readingSource({ network, training, sizes, framework }: ReadingFacts): string {
  const isFromFolders = readsFolders(training, isImageShape(network.input.shape));
  const parts = [
    splitSource(isFromFolders),
    PREPARED,
    labelsSource(training, framework),
    BYTES,
    ...(isFromFolders ? [training.labels === null ? IMAGES : CLASSES, IMAGE] : []),
    ...(placedLabels(training).some(({ outside }) => outside !== null) ? [MASKS] : []),
  ];
  return parts
    .join('\n\n\n')
    .replaceAll('{{SIZES}}', sizes)
    .replaceAll('{{FOLDERS}}', folderNames(network, training));
}

/** What Pillow reads: gray or in color. */
export function isImageShape([height, width, channels, ...more]: readonly number[]): boolean {
  const isMap = height !== undefined && width !== undefined && more.length === 0;
  return isMap && (channels === 1 || channels === 3);
}

function splitSource(isFromFolders: boolean): string {
  const otherwise = isFromFolders
    ? 'return load_folders(folder, split)'
    : 'raise SystemExit(f"{folder} is no data set of Netloom: it has no dataset.json")';
  const has = isFromFolders
    ? `    if is_prepared(folder):
        return split in description_of(folder)["splits"]
    return (Path(folder) / split).is_dir()`
    : '    return split in description_of(folder)["splits"]';
  return `def load_arrays(folder, split):
    """Examples and labels of a split as they are stored."""
    if is_prepared(folder):
        return load_prepared(Path(folder), split)
    ${otherwise}


def has_split(folder, split):
${has}


def is_prepared(folder):
    return (Path(folder) / "dataset.json").exists()


def description_of(folder):
    return json.loads((Path(folder) / "dataset.json").read_text(encoding="utf-8"))


def labels_of(folder):
    """What dataset.json says of the labels; nothing of a folder of images."""
    return description_of(folder).get("target", {}) if is_prepared(folder) else {}`;
}

const PREPARED = `def load_prepared(folder, split):
    description = description_of(folder)
    part = description["splits"][split]
    if description.get("format") == "idx":
        images = np.frombuffer(read_bytes(folder / part["images"]["file"])[16:], np.uint8)
        return images.reshape(-1, *description["imageShape"]), read_labels(folder, part, description)
    stored = np.uint8 if description["dtype"] == "uint8" else np.dtype("<f4")
    examples = np.frombuffer(read_bytes(folder / part["examples"]["file"]), stored)
    return examples.reshape(-1, *description["exampleShape"]), read_labels(folder, part, description)`;

function labelsSource({ labels, rows, outputs }: ExportedTraining, framework: RowDialect): string {
  if (rows !== null) return rowsSource(rows, framework);
  const image = outputs.find(isOfImage)?.target.description;
  const bodies = {
    class: [
      'if description.get("format") == "idx":',
      '    return np.frombuffer(read_bytes(folder / part["labels"]["file"])[8:], np.uint8).astype(np.int64)',
      'return np.frombuffer(read_bytes(folder / part["targets"]["file"]), "<i4").astype(np.int64)',
    ],
    classes: [
      '# A 0 or 1 for each class.',
      'labels = np.frombuffer(read_bytes(folder / part["targets"]["file"]), np.uint8)',
      'return labels.reshape(part["count"], -1).astype(np.float32)',
    ],
    numbers: [
      '# Standardized: (number - mean) / deviation, as dataset.json has them.',
      'labels = np.frombuffer(read_bytes(folder / part["targets"]["file"]), "<f4")',
      'return labels.reshape(part["count"], -1)',
    ],
    mask: [
      '# The class of each pixel.',
      'labels = np.frombuffer(read_bytes(folder / part["targets"]["file"]), np.uint8)',
      'return labels.reshape(-1, *description["exampleShape"][:2])',
    ],
    image: image?.kind === 'image' ? imageLines(image) : [],
  } as const;
  const lines =
    labels === null || labels === 'columns'
      ? ['return np.zeros(part["count"], np.int64)  # not used']
      : [...checkLines(labels), ...bodies[labels]];
  return `def read_labels(folder, part, description):\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** Second images, of which those of other channels or another size would be read without an error. */
function imageLines({ channels, scale }: { readonly channels: number; readonly scale: number }) {
  return [
    'target = description["target"]',
    `if target["channels"] != ${channels} or target["scale"] != ${scale}:`,
    `    raise SystemExit(f"The network makes images of ${channels} channels, ${scale} times as high and wide as the first; this data set has {target}.")`,
    'images = np.frombuffer(read_bytes(folder / part["targets"]["file"]), np.uint8)',
    'height, width = description["exampleShape"][:2]',
    `return images.reshape(-1, ${scale} * height, ${scale} * width, ${channels})`,
  ];
}

/** Labels of another kind lie in other bytes: they would be read without an error. */
function checkLines(kind: string): readonly string[] {
  return [
    'found = description.get("target", {}).get("kind", "class")',
    `if found != "${kind}":`,
    `    raise SystemExit(f"The network learns labels of the kind ${kind}; those of this data set are of the kind {found}.")`,
  ];
}

const BYTES = String.raw`def read_bytes(path):
    content = path.read_bytes()
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content`;

const EMPTY = `    folder = Path(folder)
    has_splits = (folder / "train").is_dir()
    if not (folder / split).is_dir() and (has_splits or split != "train"):
        {{SIZES}} = INPUT_SHAPE
        return np.zeros((0, height, width, channels), np.uint8), np.zeros(0, np.int64)
    root = folder / split if has_splits else folder`;

const CLASSES = `def load_folders(folder, split):
${EMPTY}
    classes = sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    names = [path.name for path in classes]
    known = {{FOLDERS}}
    order = known if set(known) == set(names) else names
    images, labels = [], []
    for path in classes:
        for file in sorted(path.iterdir()):
            if file.is_file() and not file.name.startswith("."):
                images.append(read_image(file))
                labels.append(order.index(path.name))
    return np.stack(images), np.array(labels)`;

const IMAGES = `def load_folders(folder, split):
${EMPTY}
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return np.stack([read_image(file) for file in files]), np.zeros(len(files), np.int64)`;

const IMAGE = `def read_image(path):
    """An image file in the network's size, uint8 [height, width, channels]."""
    {{SIZES}} = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("L" if channels == 1 else "RGB")
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))
    return pixels.reshape(height, width, channels)`;

const MASKS = `def to_mask(labels):
    """Masks in the network's size: the class of the pixel that covers the middle of each new one."""
    {{SIZES}} = INPUT_SHAPE
    rows = [int((row + 0.5) * labels.shape[1] / height) for row in range(height)]
    columns = [int((column + 0.5) * labels.shape[2] / width) for column in range(width)]
    return labels[:, rows][:, :, columns]`;

/** Netloom's order of examples, and how many are held out for validation. */
export const ORDER_SOURCE = `def held_out_count(count, share):
    return 0 if share == 0 else min(count - 1, max(1, int(count * share + 0.5)))


def shuffled_order(count, seed, epoch):
    """Netloom's order of the examples in an epoch: a permutation that seed and epoch decide."""
    weyl = 0x9E3779B9
    key = (mix(mix(np.uint64(seed ^ weyl)) + np.uint64(epoch * weyl & 0xFFFFFFFF))) & np.uint64(0xFFFFFFFF)
    numbers = mix(key + (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(weyl) & np.uint64(0xFFFFFFFF)))
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        pick = int(int(numbers[last]) / 2**32 * (last + 1))
        order[pick], order[last] = order[last], order[pick]
    return order


def mix(x):
    mask = np.uint64(0xFFFFFFFF)
    x = x & mask
    x = (x ^ (x >> np.uint64(16))) * np.uint64(0x7FEB352D) & mask
    x = (x ^ (x >> np.uint64(15))) * np.uint64(0x846CA68B) & mask
    return x ^ (x >> np.uint64(16))`;
