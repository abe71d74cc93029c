import { integers, scalar } from './constant';
import { divide, equal, multiply } from './elementwise';
import { type BackwardStep, type GradientRules, noGradient } from './gradient-rule';
import { type DataType, inputOf, type OpGraph, outputOf, type Value } from './op-graph';
import { product, reducedShape, sum } from './reductions';
import { broadcastLike, cast, constantNumbers, reshape, shapeOf } from './shape';
import { gather } from './slicing';

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
