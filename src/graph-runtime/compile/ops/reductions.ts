import { attr } from '../attributes';
import { type BackwardStep, type GradientRules, noGradient } from '../gradient-rule';
import { type DataType, inputOf, type OpGraph, type OpShape, outputOf, type Value } from '../op-graph';
import { integers, scalar } from './constant';
import { divide, equal, multiply } from './elementwise';
import { broadcastLike, cast, constantNumbers, reshape, shapeOf } from './shape';
import { gather } from './slicing';

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

function reducedShape(shape: OpShape, axes: readonly number[], keepDims: boolean): OpShape {
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

/** A reduction's gradient has lost axes: this puts them back, with size 1. */
function withReducedAxes(graph: OpGraph, reduced: Value, x: Value, axes: readonly number[]): Value {
  return reshape(graph, reduced, reducedShape(x.shape, axes, true));
}

/** How many elements each mean was over: known when no batch axis is among them. */
function reducedCount(graph: OpGraph, x: Value, axes: readonly number[], dtype: DataType): Value {
  let known = 1;
  let isKnown = true;
  for (const axis of axes) {
    const size = x.shape[axis];
    if (size === null || size === undefined) isKnown = false;
    else known *= size;
  }
  if (isKnown) return scalar(graph, known, dtype);
  const sizes = gather(graph, shapeOf(graph, x), integers(graph, axes));
  return cast(graph, product(graph, sizes, [0]), dtype);
}

function reducedAxes({ op }: BackwardStep): readonly number[] {
  return constantNumbers(inputOf(op, 1));
}

export const reductionGradients: GradientRules = {
  Sum: (step) => {
    const x = inputOf(step.op, 0);
    const gradient = withReducedAxes(step.graph, step.gradient, x, reducedAxes(step));
    return [broadcastLike(step.graph, gradient, x), null];
  },
  // Divided before it is repeated: fewer divisions.
  Mean: (step) => {
    const x = inputOf(step.op, 0);
    const axes = reducedAxes(step);
    const share = divide(step.graph, step.gradient, reducedCount(step.graph, x, axes, x.dtype));
    return [broadcastLike(step.graph, withReducedAxes(step.graph, share, x, axes), x), null];
  },
  // Equal maxima share the gradient.
  Max: (step) => {
    const { graph, op, gradient } = step;
    const x = inputOf(op, 0);
    const axes = reducedAxes(step);
    const isLargest = cast(graph, equal(graph, x, withReducedAxes(graph, outputOf(op), x, axes)), x.dtype);
    const winners = sum(graph, isLargest, axes, { keepDims: true });
    const share = divide(graph, withReducedAxes(graph, gradient, x, axes), winners);
    return [multiply(graph, isLargest, share), null];
  },
  L2Loss: ({ graph, op, gradient }) => [multiply(graph, inputOf(op, 0), gradient)],
  ArgMax: noGradient,
  Prod: noGradient,
};
