import { attributeOf } from './attributes';
import { type GradientRule, type GradientRules, noGradient } from './gradient-rule';
import { type DataType, inputOf } from './op-graph';
import { reduceToShape, sum } from './reductions';
import { cast, constantNumbers, reshape, reverse, transpose } from './shape';

/** What only rearranges the axes' sizes gives the gradient the input's shape again. */
const reshapeRule: GradientRule = ({ graph, op, gradient }) => [
  reshape(graph, gradient, inputOf(op, 0).shape),
  ...op.inputs.slice(1).map(() => null),
];

export const shapeGradients: GradientRules = {
  Reshape: reshapeRule,
  ExpandDims: reshapeRule,
  Squeeze: reshapeRule,
  Transpose: ({ graph, op, gradient }) => {
    const order = constantNumbers(inputOf(op, 1));
    const inverse = order.map((_, axis) => order.indexOf(axis));
    return [transpose(graph, gradient, inverse), null];
  },
  ReverseV2: ({ graph, op, gradient }) => [reverse(graph, gradient, constantNumbers(inputOf(op, 1))), null],
  // Each repetition becomes its own axis and is summed away.
  Tile: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    const multiples = constantNumbers(inputOf(op, 1));
    const split = x.shape.flatMap((size, axis) => [multiples[axis] ?? 1, size]);
    const repetitions = x.shape.map((_, axis) => 2 * axis);
    return [sum(graph, reshape(graph, gradient, split), repetitions), null];
  },
  BroadcastTo: ({ graph, op, gradient }) => [reduceToShape(graph, gradient, inputOf(op, 0)), null],
  Cast: ({ graph, op, gradient }) => [
    isFloating(inputOf(op, 0).dtype) ? cast(graph, gradient, attributeOf(op, 'SrcT', 'type')) : null,
  ],
  Identity: ({ gradient }) => [gradient],
  ZerosLike: noGradient,
  Shape: noGradient,
};

function isFloating(dtype: DataType): boolean {
  return dtype === 'float32' || dtype === 'float16' || dtype === 'bfloat16';
}
