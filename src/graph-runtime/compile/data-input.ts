import type { ExampleType } from '../datasets/example-type';
import type { Augmentation, TrainingSettings } from '../document/document';
import { constant, fill, scalar } from '../ops/constant';
import { add, clip, divide, floor, multiply, subtract } from '../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import { resizeAntialiased, resizeBilinear } from '../ops/resize';
import { cast, reshape, tile } from '../ops/shape';
import {
  assignVariable,
  gatherRows,
  placeholder,
  scatterRows,
  type Variable,
  variable,
} from '../ops/variables';
import type { PrincipalColors } from '../settings/augmentation/principal-colors';
import { augment } from '../settings/augmentation/registry';
import { crop, cropSize } from './crop-images';
import type { Signature } from './signature';

/** A part of the data set as the engine keeps it: values and labels, in variables of the session. */
export interface DataSplit {
  readonly name: string;
  readonly count: number;
  /** uint8 `[count, height, width, channels]`, or float32 `[count, features]` */
  readonly images: Variable;
  /** int32 `[count]` */
  readonly labels: Variable;
}

/** Declares the variables of a split. */
export function declareSplit(
  graph: OpGraph,
  name: string,
  count: number,
  exampleShape: readonly number[],
  dtype: ExampleType = 'uint8',
): DataSplit {
  return graph.scoped(`data/${name}`, () => ({
    name,
    count,
    images: variable(graph, `data/${name}/images`, [count, ...exampleShape], dtype),
    labels: variable(graph, `data/${name}/labels`, [count], 'int32'),
  }));
}

/** Gives a split its storage, so that it can be filled in pieces. */
export function allocateSplit(graph: OpGraph, split: DataSplit): readonly OpNode[] {
  return graph.scoped(`data/${split.name}/allocate`, () =>
    [split.images, split.labels].map((target) => {
      const value = fill(graph, 0, target.shape, target.dtype);
      return assignVariable(graph, target, value);
    }),
  );
}

/** Fills rows of a split: examples `[n, ...]` and labels `[n]` go to the given places `[n]`. */
export function fillSplit(
  graph: OpGraph,
  split: DataSplit,
  places: Value,
  images: Value,
  labels: Value,
): readonly OpNode[] {
  return graph.scoped(`data/${split.name}/fill`, () => [
    scatterRows(graph, split.images, places, images),
    scatterRows(graph, split.labels, places, labels),
  ]);
}

/** Examples of a split as they are stored, by their indices; bytes as int32, because the engine's binding hands out none. */
export function readSplit(graph: OpGraph, split: DataSplit): Signature<'indices', 'images'> {
  return graph.scoped(`data/${split.name}/read`, () => {
    const indices = placeholder(graph, 'int32', [null]);
    const stored = gatherRows(graph, split.images, indices);
    const images = stored.dtype === 'uint8' ? cast(graph, stored, 'int32') : stored;
    return { inputs: { indices }, outputs: { images } };
  });
}

/** A batch as the network takes it. */
export interface Batch {
  /** Placeholders that decide which examples these are. */
  readonly feeds: Readonly<Record<string, Value>>;
  /** float32 `[batch, ...input shape]`; those of images in [0, 1] */
  readonly examples: Value;
  /** int32 `[batch]` */
  readonly labels: Value;
}

/** A batch of stored examples. */
export interface StoredBatch extends Batch {
  /** The examples as they are stored, of the type and shape of their split. Others can be fed in their place. */
  readonly images: Value;
  /** float32, values in [0, 1]: cropped and augmented, but not yet resized and normalized. */
  readonly unit: Value;
}

/** How stored images are prepared for the network. */
export interface Preparation {
  /** `[height, width, channels]` of what the network takes; a vector for a network without images. */
  readonly inputShape: readonly number[];
  readonly normalization?: Normalization | undefined;
  /** How images of another size become as large as the input; absent: resized. */
  readonly imageFit?: TrainingSettings['imageFit'];
  /** Random changes, keyed by `seed` int32 `[2]`, and where images are cropped; absent for examples of an evaluation: from the center. */
  readonly augmentation?:
    | {
        readonly augmentations: readonly Augmentation[];
        readonly seed: Value;
        readonly colors: PrincipalColors | null;
      }
    | undefined;
}
type Normalization = NonNullable<TrainingSettings['normalization']>;

/** A batch out of a split that is kept in the engine, by its indices: feeds `indices`, int32 `[batch]`. */
export function gatherBatch(graph: OpGraph, split: DataSplit, preparation: Preparation): StoredBatch {
  return graph.scoped(`data/${split.name}/batch`, () => {
    const indices = graph.scoped('indices', () => placeholder(graph, 'int32', [null]));
    const images = gatherRows(graph, split.images, indices);
    const labels = gatherRows(graph, split.labels, indices);
    return { feeds: { indices }, images, labels, ...prepareImages(graph, images, preparation) };
  });
}

/** A batch that comes with every call, for data too large to be kept: feeds `images` (stored ones) and `labels`. */
export function feedBatch(
  graph: OpGraph,
  name: string,
  exampleShape: readonly number[],
  preparation: Preparation,
  dtype: ExampleType = 'uint8',
): StoredBatch {
  return graph.scoped(`data/${name}/batch`, () => {
    const images = graph.scoped('images', () => placeholder(graph, dtype, [null, ...exampleShape]));
    const labels = graph.scoped('labels', () => placeholder(graph, 'int32', [null]));
    return { feeds: { images, labels }, images, labels, ...prepareImages(graph, images, preparation) };
  });
}

/**
 * Bytes to numbers in [0, 1] of the size the network takes. Cropped first and resized after they are augmented, because there are fewer
 * pixels then; resized bilinearly without antialiasing; normalized last. Numbers of a table are taken as they are stored, which is
 * standardized already.
 *
 * @param images uint8 `[batch, height, width, channels]`, or float32 `[batch, features]`
 */
export function prepareImages(
  graph: OpGraph,
  images: Value,
  { inputShape, normalization, augmentation, imageFit }: Preparation,
): { readonly unit: Value; readonly examples: Value } {
  const scaled =
    images.dtype === 'uint8'
      ? multiply(graph, cast(graph, images, 'float32'), scalar(graph, 1 / 255))
      : images;
  const size = cropSize(images.shape.slice(1), inputShape, imageFit);
  const cropped = size === null ? scaled : crop(graph, scaled, size, augmentation?.seed ?? null);
  const unit =
    augmentation === undefined
      ? cropped
      : augment(graph, cropped, augmentation.augmentations, augmentation.seed, augmentation.colors);
  return { unit, examples: normalize(graph, toInputShape(graph, unit, inputShape), normalization) };
}

function toInputShape(graph: OpGraph, unit: Value, inputShape: readonly number[]): Value {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) {
    return reshape(graph, unit, [null, ...inputShape]);
  }
  // The values of a table's row, as an image.
  if (unit.shape.length !== 4) return reshape(graph, unit, [null, height, width, channels]);
  const colored = withChannels(graph, unit, channels);
  const [, storedHeight, storedWidth] = unit.shape;
  return storedHeight === height && storedWidth === width
    ? colored
    : resizeBilinear(graph, colored, [height, width]);
}

/** (x - mean) / deviation, with a number for each channel or one for all. */
function normalize(graph: OpGraph, examples: Value, settings: Normalization | undefined): Value {
  if (settings === undefined) return examples;
  const channels = examples.shape[examples.shape.length - 1] ?? 1;
  const each = (values: readonly number[]) => {
    if (values.length !== 1 && values.length !== channels) {
      throw new Error(`normalization of ${values.length} channels does not fit images of ${channels}`);
    }
    return constant(graph, values, [values.length]);
  };
  return divide(graph, subtract(graph, examples, each(settings.mean)), each(settings.deviation));
}

/**
 * Images of any size as the data set's own are stored: resized with antialiasing (photographs are far larger), gray or colored as
 * those are.
 */
export function fitImages(
  graph: OpGraph,
  channels: 1 | 3,
  exampleShape: readonly number[],
): Signature<'pixels', 'images'> {
  const [height, width, stored] = exampleShape;
  if (height === undefined || width === undefined || stored === undefined) {
    throw new Error(`images of shape [${exampleShape.join(', ')}] have no height, width and channels`);
  }
  return graph.scoped(`fit/${channels}`, () => {
    const pixels = placeholder(graph, 'uint8', [null, null, null, channels]);
    const resized = resizeAntialiased(graph, cast(graph, pixels, 'float32'), [height, width]);
    const rounded = floor(graph, add(graph, withChannels(graph, resized, stored), scalar(graph, 0.5)));
    return { inputs: { pixels }, outputs: { images: cast(graph, clip(graph, rounded, 0, 255), 'int32') } };
  });
}

/** Gray becomes color by repetition, color becomes gray by luminance (ITU-R BT.601). */
function withChannels(graph: OpGraph, images: Value, channels: number): Value {
  const [, , , stored] = images.shape;
  if (stored === channels) return images;
  if (stored === 1) return tile(graph, images, [1, 1, 1, channels]);
  if (stored === 3 && channels === 1) {
    const luminance = constant(graph, [0.299, 0.587, 0.114], [3]);
    return sum(graph, multiply(graph, images, luminance), [3], { keepDims: true });
  }
  throw new Error(`images of ${stored} channels do not go into an input of ${channels}`);
}
