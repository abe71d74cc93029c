import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import { targetKinds } from '../../../graph-runtime/targets/registry';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { findDataset } from '../../data/dataset-catalog';
import { loadDataset } from '../../data/load-dataset';
import type { PreparedExample, PreparedTarget } from '../../data/prepared-example';
import { type DatasetPlan, writePreparedDataset } from '../../data/write-prepared-dataset';
import { DATASETS } from './run-training';

/* Small data sets of every kind of target, made of the shipped images. */

const SIZE = 28;
const PIXELS = SIZE * SIZE;
const CLASSES = ['top', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'boot'];
/** A pixel darker than this belongs to the background. */
const BACKGROUND = 32;

interface Labeled {
  readonly values: Uint8Array;
  readonly target: PreparedTarget;
}

interface TargetData {
  readonly exampleShape: [number, number, number];
  readonly target: DatasetPlan['target'];
  /** The example that begins with the image of an index. */
  example(images: Uint8Array, labels: Int32Array, index: number): Labeled;
}

const imageAt = (images: Uint8Array, index: number) => images.subarray(PIXELS * index, PIXELS * (index + 1));

/** What the labels are of each kind: two garments in one image, how bright and how far down a garment is, a class for each of its pixels. */
const ofClasses: TargetData = {
  exampleShape: [SIZE, SIZE, 1],
  target: { kind: 'class', classNames: CLASSES },
  example: (images, labels, index) => ({ values: imageAt(images, index), target: labels[index] ?? 0 }),
};
const kinds: { readonly [K in TargetKindId]: TargetData } = {
  class: ofClasses,
  pair: ofClasses,
  triplet: ofClasses,
  classes: {
    exampleShape: [SIZE, 2 * SIZE, 1],
    target: { kind: 'classes', classNames: CLASSES },
    example: (images, labels, index) => {
      const [left, right] = [imageAt(images, index), imageAt(images, index + 1)];
      const values = Uint8Array.from({ length: 2 * PIXELS }, (_, at) => {
        const [row, column] = [Math.floor(at / (2 * SIZE)), at % (2 * SIZE)];
        const image = column < SIZE ? left : right;
        return image[row * SIZE + (column % SIZE)] ?? 0;
      });
      return { values, target: [...new Set([labels[index] ?? 0, labels[index + 1] ?? 0])] };
    },
  },
  numbers: {
    exampleShape: [SIZE, SIZE, 1],
    target: { kind: 'numbers', names: ['brightness', 'height'] },
    example: (images, _labels, index) => {
      const values = imageAt(images, index);
      const sum = values.reduce((total, value) => total + value, 0);
      const weighted = values.reduce((total, value, at) => total + value * Math.floor(at / SIZE), 0);
      return { values, target: [sum / PIXELS, weighted / sum] };
    },
  },
  mask: {
    exampleShape: [SIZE, SIZE, 1],
    target: { kind: 'mask', classNames: ['background', ...CLASSES], ignore: 255 },
    example: (images, labels, index) => {
      const values = imageAt(images, index);
      return { values, target: outlineOf(values, labels[index] ?? 0) };
    },
  },
  image: {
    exampleShape: [SIZE, SIZE, 1],
    target: { kind: 'image', channels: 3, scale: 2 },
    example: (images, _labels, index) => {
      const values = imageAt(images, index);
      return { values, target: enlarged(values) };
    },
  },
  input: {
    exampleShape: [SIZE, SIZE, 1],
    target: { kind: 'none' },
    example: (images, _labels, index) => ({ values: imageAt(images, index), target: null }),
  },
};

/** The image twice as large, in colors: red as it is, green inverted, blue half as bright. */
function enlarged(values: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 4 * 3 * PIXELS }, (_, at) => {
    const [row, column] = [Math.floor(at / (6 * SIZE)), Math.floor(at / 3) % (2 * SIZE)];
    const value = values[Math.floor(row / 2) * SIZE + Math.floor(column / 2)] ?? 0;
    return [value, 255 - value, Math.floor(value / 2)][at % 3] ?? 0;
  });
}

/** As many of the shipped images as the largest of these data sets has. */
const LARGEST = 20_000;

let shipped: ReturnType<typeof readShipped> | null = null;

/** The first training images of Fashion-MNIST, read once for all kinds. */
function shippedImages() {
  shipped ??= readShipped();
  return shipped;
}

async function readShipped() {
  const found = await findDataset(DATASETS, 'fashion-mnist');
  const loaded = found.ok ? await loadDataset(found.value, { train: LARGEST, test: 0 }) : found;
  if (!found.ok || !loaded.ok) throw new Error('the shipped data set cannot be read');
  const { examples, labels } = loaded.value.train;
  if (!(examples instanceof Uint8Array)) throw new Error('the shipped data set has images');
  return { images: examples, labels };
}

/** Writes a data set of each kind of target below `root`, and answers their ids. */
export async function prepareAllTargets(root: string): Promise<ReadonlyMap<TargetKindId, string>> {
  const ids = new Map<TargetKindId, string>();
  for (const { id } of targetKinds) ids.set(id, (await prepareTargets(root, id)).id);
  return ids;
}

/** Writes a data set of a kind of target below `root`, and answers its id. */
export async function prepareTargets(
  root: string,
  kind: TargetKindId,
  { train = 200, test = 50 } = {},
): Promise<{ readonly id: string; readonly target: TargetDescription }> {
  return prepare(root, `Garments ${kind}`, kinds[kind], { train, test });
}

/** Labels of the images of `prepareColumns`, in the order of their values. */
const COLUMNS = [
  { name: 'garment', target: { kind: 'class', classNames: CLASSES } },
  { name: 'brightness', target: { kind: 'numbers', names: ['brightness'] } },
  { name: 'box', target: { kind: 'numbers', names: ['left', 'top', 'right', 'bottom'] } },
  { name: 'tags', target: { kind: 'classes', classNames: ['bright', 'wide', 'shoe'] } },
  { name: 'outline', target: { kind: 'mask', classNames: ['background', ...CLASSES], ignore: 255 } },
  { name: 'light', target: { kind: 'mask', classNames: ['dark', 'bright'] } },
] as const;

/**
 * Writes a data set of images with two labels below `root`, `garment` and `brightness`, and answers its id.
 *
 * @param labels how many there are: `box`, four numbers, and `tags`, several classes, come next
 * @param names of all labels instead: `outline` and `light` are masks
 */
export async function prepareColumns(
  root: string,
  {
    train = 200,
    test = 50,
    labels: count = 2,
    names = COLUMNS.slice(0, count).map(({ name }) => name),
  }: {
    readonly train?: number;
    readonly test?: number;
    readonly labels?: number;
    readonly names?: readonly (typeof COLUMNS)[number]['name'][];
  } = {},
): Promise<string> {
  const columns = names.flatMap((name) => COLUMNS.find((column) => column.name === name) ?? []);
  const target: DatasetPlan['target'] = {
    kind: 'columns',
    columns: columns.map(({ name, target: own }) => ({
      name,
      target:
        own.kind === 'numbers'
          ? { ...own, names: [...own.names] }
          : { ...own, classNames: [...own.classNames] },
    })),
  };
  const example: TargetData['example'] = (images, labels, index) => {
    const values = imageAt(images, index);
    const label = labels[index] ?? 0;
    const brightness = values.reduce((sum, value) => sum + value, 0) / PIXELS;
    const box = boxOf(values);
    const [left = 0, , right = 0] = box;
    // Sandals, sneakers and ankle boots.
    const tags = [brightness > 75, right - left > 22, [5, 7, 9].includes(label)].map(Number);
    const numbers: Readonly<Record<string, readonly number[]>> = {
      ...{ garment: [label], brightness: [brightness], box, tags },
    };
    const masks: Readonly<Record<string, Uint8Array>> = {
      outline: outlineOf(values, label),
      light: values.map((value) => Number(value > 128)),
    };
    const row = columns.flatMap(({ name }) => numbers[name] ?? []);
    const ownMasks = columns.flatMap(({ name }) => masks[name] ?? []);
    return { values, target: ownMasks.length === 0 ? row : { numbers: row, images: ownMasks } };
  };
  const data: TargetData = { exampleShape: [SIZE, SIZE, 1], target, example };
  return (await prepare(root, 'Garments by columns', data, { train, test })).id;
}

/** Writes a data set of the shipped images below `root`, each with the label or row of labels that `labelsOf` makes of its class and index; answers its id. */
export async function prepareImages(
  root: string,
  name: string,
  counts: { readonly train: number; readonly test: number },
  target: DatasetPlan['target'],
  labelsOf: (label: number, index: number) => PreparedTarget,
): Promise<string> {
  const example: TargetData['example'] = (images, labels, index) => ({
    values: imageAt(images, index),
    target: labelsOf(labels[index] ?? 0, index),
  });
  return (await prepare(root, name, { exampleShape: [SIZE, SIZE, 1], target, example }, counts)).id;
}

/** The class of each pixel of a garment; the frame does not count. */
function outlineOf(values: Uint8Array, label: number): Uint8Array {
  const isFrame = (at: number) => at < SIZE || at >= PIXELS - SIZE;
  return values.map((value, at) => (isFrame(at) ? 255 : value < BACKGROUND ? 0 : label + 1));
}

/** The corners of what is not background: left, top, right, bottom. */
function boxOf(values: Uint8Array): readonly number[] {
  const places = Array.from(values, (value, at) => (value > 60 ? at : -1)).filter((at) => at >= 0);
  const columns = places.map((at) => at % SIZE);
  const rows = places.map((at) => Math.floor(at / SIZE));
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
}

async function prepare(
  root: string,
  name: string,
  { exampleShape, target, example }: TargetData,
  { train, test }: { readonly train: number; readonly test: number },
): Promise<{ readonly id: string; readonly target: TargetDescription }> {
  const { images, labels } = await shippedImages();
  const examples = function* (): Generator<PreparedExample> {
    for (let index = 0; index < train + test; index += 1) {
      const { values, target: label } = example(images, labels, index);
      const split = index < train ? 'train' : 'test';
      yield { record: { key: `${index}`, sha256: '', size: null, split }, values, target: label };
    }
  };
  const plan: DatasetPlan = {
    ...{ name, source: { path: '/shipped', format: 'test' }, choices: {} },
    ...{ dtype: 'uint8', exampleShape, target },
  };
  const written = await writePreparedDataset({ root, plan, examples: examples(), problems: () => [] });
  if (!written.ok) throw new Error(written.error.code);
  const stored = await findDataset({ ...DATASETS, user: root }, written.value.id);
  if (!stored.ok) throw new Error(stored.error.code);
  return { id: written.value.id, target: stored.value.description.target };
}
