import { attr, attributeOf } from './attributes';
import { constant } from './constant';
import { gradientOfMaximum } from './gated-maximum';
import type { GradientRules } from './gradient-rule';
import { product } from './matmul';
import {
  inputOf,
  type OpGraph,
  type OpNode,
  type OpShape,
  outputOf,
  staticSize,
  type Value,
} from './op-graph';
import { inNarrowType, reshape, shapeOf } from './shape';
import { concat, pad, slice } from './slicing';
import { type WindowOptions, windowAttributes, windowOutputSize } from './window';

export interface PoolingOptions extends WindowOptions {
  /** `[height, width]` */
  readonly window: readonly [number, number];
}

/** The smallest number of bfloat16, and nearly that of float32: padding with it never wins a maximum. */
const LOWEST = -3.3895313892515355e38;

/** The largest value under each window, per channel: `[batch, height, width, channels]`. Padding never wins. */
export function maxPool(graph: OpGraph, x: Value, options: PoolingOptions): Value {
  return inNarrowType(graph, x, (narrow) => largest(graph, narrow, options));
}

function largest(graph: OpGraph, x: Value, options: PoolingOptions): Value {
  const { padding } = options;
  if (typeof padding !== 'string' && padding.some((cells) => cells > 0)) {
    // The op takes explicit padding too, but then its gradient runs on one core, several times as long.
    const [top, bottom, left, right] = padding;
    const sides = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ] as const;
    return largest(graph, pad(graph, x, sides, LOWEST), { ...options, padding: 'VALID' });
  }
  const attributes = {
    T: attr.type(x.dtype),
    ksize: attr.ints([1, ...options.window, 1]),
    ...windowAttributes(options),
  };
  return graph.value('MaxPool', [x], attributes, x.dtype, pooledShape(x, options));
}

/**
 * The values of x where the maxima of `before` are, one of each window, and zeros elsewhere: what max pooling's gradient does with what flows
 * back. Windows must not overlap. Of equal values the first is the maximum.
 *
 * @param x as many values as `before` has windows
 */
export function maxUnpool(graph: OpGraph, x: Value, before: Value, options: PoolingOptions): Value {
  const pooled = maxPool(graph, before, options);
  const padded = inputOf(pooled.op, 0);
  const { attributes } = pooled.op;
  const inputs = [padded, pooled, x];
  const whole = graph.value('MaxPoolGrad', inputs, attributes, padded.dtype, padded.shape);
  if (padded === before || typeof options.padding === 'string') return whole;
  const [top, , left] = options.padding;
  return slice(graph, whole, [0, top, left, 0], before.shape);
}

/**
 * The mean under each window, per channel. `SAME` padding is left out of the mean. Explicit padding does not exist natively:
 * pad with zeros first and use `VALID` (they then count as values).
 */
export function averagePool(
  graph: OpGraph,
  x: Value,
  options: PoolingOptions & { readonly padding: 'SAME' | 'VALID' },
): Value {
  const { strides, padding, data_format } = windowAttributes(options);
  const attributes = {
    T: attr.type(x.dtype),
    ksize: attr.ints([1, ...options.window, 1]),
    ...(strides && { strides }),
    ...(padding && { padding }),
    ...(data_format && { data_format }),
  };
  return graph.value('AvgPool', [x], attributes, x.dtype, pooledShape(x, options));
}

function pooledShape(x: Value, options: PoolingOptions): (number | null)[] {
  const [height, width] = windowOutputSize([staticSize(x, 1), staticSize(x, 2)], options.window, options);
  return [x.shape[0] ?? null, height, width, staticSize(x, 3)];
}

export const poolingGradients: GradientRules = {
  MaxPool: (step) => {
    const { graph, op } = step;
    const x = inputOf(op, 0);
    const inputs = [x, outputOf(op), gradientOfMaximum(step)];
    return [graph.value('MaxPoolGrad', inputs, op.attributes, x.dtype, x.shape)];
  },
  // Of what went to the maxima; where they are does not move with their values.
  MaxPoolGrad: ({ graph, op, gradient }) => {
    const pooled = inputOf(op, 1);
    const inputs = [inputOf(op, 0), pooled, gradient];
    const { explicit_paddings: _, ...attributes } = op.attributes;
    return [null, null, graph.value('MaxPoolGradGrad', inputs, attributes, pooled.dtype, pooled.shape)];
  },
  AvgPool: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    if (isNarrowTiling(op)) return [spread(graph, gradient, x.shape, attributeOf(op, 'ksize', 'ints'))];
    return [graph.value('AvgPoolGrad', [shapeOf(graph, x), gradient], op.attributes, x.dtype, x.shape)];
  },
};

/** Fewer channels than a vector register has places: the native gradient takes them pixel by pixel. */
const NARROW = 16;
/** The largest window that is spread by a matrix: beyond, matrix and graph would grow with the window. */
const SMALL_WINDOW = 16;

/** Whether the windows lie side by side and cover the image, and are few pixels, narrow ones. */
function isNarrowTiling(op: OpNode): boolean {
  const x = inputOf(op, 0);
  const window = attributeOf(op, 'ksize', 'ints');
  const strides = attributeOf(op, 'strides', 'ints');
  const isTiling = window.every(
    (size, axis) => size === strides[axis] && (axis === 0 || staticSize(x, axis) % size === 0),
  );
  return (
    isTiling && Math.max(...window) <= SMALL_WINDOW && x.dtype === 'float32' && staticSize(x, 3) < NARROW
  );
}

/**
 * The gradient of the mean over windows side by side: every pixel of a window gets the same share. Repeated along a row by a matrix
 * product, because several narrow pixels make one long vector, then row by row: a third of the native op's time at LeNet's six
 * channels.
 *
 * @param gradient `[batch, rows, columns, channels]`
 */
function spread(
  graph: OpGraph,
  gradient: Value,
  shape: OpShape,
  [, height = 1, width = 1]: readonly number[],
): Value {
  const [columns, channels] = [staticSize(gradient, 2), staticSize(gradient, 3)];
  const repetition = Array.from({ length: channels * width * channels }, (_, place) =>
    Math.floor(place / (width * channels)) === place % channels ? 1 / (height * width) : 0,
  );
  const pixels = reshape(graph, gradient, [null, channels]);
  const wide = product(graph, pixels, constant(graph, repetition, [channels, width * channels]), {});
  const rows = reshape(graph, wide, [null, columns * width * channels]);
  return reshape(graph, concat(graph, Array<Value>(height).fill(rows), 1), shape);
}
