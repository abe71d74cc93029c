import { attr } from '../attributes';
import type { GradientRules } from '../gradient-rule';
import { inputOf, type OpGraph, outputOf, staticSize, type Value } from '../op-graph';
import { shapeOf } from './shape';
import { pad } from './slicing';
import { type WindowOptions, windowAttributes, windowOutputSize } from './window';

export interface PoolingOptions extends WindowOptions {
  /** `[height, width]` */
  readonly window: readonly [number, number];
}

/** The smallest float32: padding with it never wins a maximum. */
const LOWEST = -3.4028234663852886e38;

/** The largest value under each window, per channel: `[batch, height, width, channels]`. Padding never wins. */
export function maxPool(graph: OpGraph, x: Value, options: PoolingOptions): Value {
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
    return maxPool(graph, pad(graph, x, sides, LOWEST), { ...options, padding: 'VALID' });
  }
  const attributes = {
    T: attr.type(x.dtype),
    ksize: attr.ints([1, ...options.window, 1]),
    ...windowAttributes(options),
  };
  return graph.value('MaxPool', [x], attributes, x.dtype, pooledShape(x, options));
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
  MaxPool: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    return [graph.value('MaxPoolGrad', [x, outputOf(op), gradient], op.attributes, x.dtype, x.shape)];
  },
  AvgPool: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    return [graph.value('AvgPoolGrad', [shapeOf(graph, x), gradient], op.attributes, x.dtype, x.shape)];
  },
};
