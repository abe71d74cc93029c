import { attr } from './attributes';
import { integers, scalar } from './constant';
import type { OpGraph, OpShape, Value } from './op-graph';
import { reshape } from './shape';

export interface ReductionOptions {
  /** Leaves the reduced axes in place with size 1. */
  readonly keepDims?: boolean;
}

function reduction(name: string) {
  return (graph: OpGraph, x: Value, axes: readonly number[], options: ReductionOptions = {}): Value => {
    const keepDims = options.keepDims ?? false;
    const positive = axes.map((axis) => (axis < 0 ? x.shape.length + axis : axis));
    const attributes = {
      T: attr.type(x.dtype),
      Tidx: attr.type('int32'),
      keep_dims: attr.bool(keepDims),
    };
    const shape = reducedShape(x.shape, positive, keepDims);
    return graph.value(name, [x, integers(graph, positive)], attributes, x.dtype, shape);
  };
}

/** The shape that is left when axes (counted from 0) are reduced. */
export function reducedShape(shape: OpShape, axes: readonly number[], keepDims: boolean): OpShape {
  return keepDims
    ? shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : shape.filter((_, axis) => !axes.includes(axis));
}

/** Sum over axes. */
export const sum = reduction('Sum');
/** Mean over axes. */
export const mean = reduction('Mean');
/** Largest value over axes. */
export const max = reduction('Max');
/** Product over axes; not differentiated (sizes). */
export const product = reduction('Prod');

/** Index of the largest value along an axis (int32). */
export function argMax(graph: OpGraph, x: Value, axis: number): Value {
  const attributes = {
    T: attr.type(x.dtype),
    Tidx: attr.type('int32'),
    output_type: attr.type('int32'),
  };
  const positive = axis < 0 ? x.shape.length + axis : axis;
  const shape = reducedShape(x.shape, [positive], false);
  return graph.value('ArgMax', [x, scalar(graph, positive, 'int32')], attributes, 'int32', shape);
}

/** Half the sum of squares, a scalar: what a global gradient norm is made of. */
export function halfSumOfSquares(graph: OpGraph, x: Value): Value {
  return graph.value('L2Loss', [x], { T: attr.type(x.dtype) }, x.dtype, []);
}

/** Sums a gradient over the axes along which `target` was repeated by broadcasting. */
export function reduceToShape(graph: OpGraph, gradient: Value, target: Value): Value {
  const missing = gradient.shape.length - target.shape.length;
  const repeated = gradient.shape.flatMap((size, axis) =>
    axis < missing || (target.shape[axis - missing] === 1 && size !== 1) ? [axis] : [],
  );
  if (repeated.length === 0) return gradient;
  if (missing === repeated.length) return sum(graph, gradient, repeated);
  const summed = sum(graph, gradient, repeated, { keepDims: true });
  return missing === 0 ? summed : reshape(graph, summed, target.shape);
}
