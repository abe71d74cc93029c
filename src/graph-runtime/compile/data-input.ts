import type { OpGraph, OpNode, Value } from './op-graph';
import { constant, fill, scalar } from './ops/constant';
import { add, clip, floor, multiply } from './ops/elementwise';
import { sum } from './ops/reductions';
import { resizeAntialiased, resizeBilinear } from './ops/resize';
import { cast, reshape, tile } from './ops/shape';
import {
  assignVariable,
  gatherRows,
  placeholder,
  scatterRows,
  type Variable,
  variable,
} from './ops/variables';
import type { Signature } from './signature';

/** A part of the data set as the engine keeps it: bytes and labels, in variables of the session. */
export interface DataSplit {
  readonly name: string;
  readonly count: number;
  /** uint8 `[count, height, width, channels]` */
  readonly images: Variable;
  /** int32 `[count]` */
  readonly labels: Variable;
}

/** Declares the variables of a split. */
export function declareSplit(
  graph: OpGraph,
  name: string,
  count: number,
  imageShape: readonly number[],
): DataSplit {
  return graph.scoped(`data/${name}`, () => ({
    name,
    count,
    images: variable(graph, `data/${name}/images`, [count, ...imageShape], 'uint8'),
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

/** A batch as the network takes it. */
export interface Batch {
  /** Placeholders that decide which examples these are. */
  readonly feeds: Readonly<Record<string, Value>>;
  /** float32 `[batch, ...input shape]`, values in [0, 1] */
  readonly examples: Value;
  /** int32 `[batch]` */
  readonly labels: Value;
}

/** A batch of the data set. */
export interface GatheredBatch extends Batch {
  /** The examples as they are stored, uint8 `[batch, height, width, channels]`. Other images can be fed in their place. */
  readonly images: Value;
}

/** A batch out of a split, by its indices: feeds `indices`, int32 `[batch]`. */
export function gatherBatch(graph: OpGraph, split: DataSplit, inputShape: readonly number[]): GatheredBatch {
  return graph.scoped(`data/${split.name}/batch`, () => {
    const indices = graph.scoped('indices', () => placeholder(graph, 'int32', [null]));
    const images = gatherRows(graph, split.images, indices);
    return {
      feeds: { indices },
      images,
      examples: prepareImages(graph, images, inputShape),
      labels: gatherRows(graph, split.labels, indices),
    };
  });
}

/**
 * Bytes to numbers in [0, 1] of the size the network takes. Scaled before they are resized, because there are fewer pixels
 * then; resized bilinearly without antialiasing.
 *
 * @param images uint8 `[batch, height, width, channels]`
 */
function prepareImages(graph: OpGraph, images: Value, inputShape: readonly number[]): Value {
  const unit = multiply(graph, cast(graph, images, 'float32'), scalar(graph, 1 / 255));
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) {
    return reshape(graph, unit, [null, ...inputShape]);
  }
  const colored = withChannels(graph, unit, channels);
  const [, storedHeight, storedWidth] = images.shape;
  return storedHeight === height && storedWidth === width
    ? colored
    : resizeBilinear(graph, colored, [height, width]);
}

/**
 * Images of any size as the data set's own are stored: resized with antialiasing (photographs are far larger), grey or coloured as
 * those are.
 */
export function fitImages(graph: OpGraph, channels: 1 | 3, imageShape: readonly number[]): Signature {
  const [height, width, stored] = imageShape;
  if (height === undefined || width === undefined || stored === undefined) {
    throw new Error(`images of shape [${imageShape.join(', ')}] have no height, width and channels`);
  }
  return graph.scoped(`fit/${channels}`, () => {
    const pixels = placeholder(graph, 'uint8', [null, null, null, channels]);
    const resized = resizeAntialiased(graph, cast(graph, pixels, 'float32'), [height, width]);
    const rounded = floor(graph, add(graph, withChannels(graph, resized, stored), scalar(graph, 0.5)));
    return { inputs: { pixels }, outputs: { images: cast(graph, clip(graph, rounded, 0, 255), 'int32') } };
  });
}

/** Grey becomes colour by repetition, colour becomes grey by luminance (ITU-R BT.601). */
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
