import { attr } from './attributes';
import { scalar } from './constant';
import {
  type Binary,
  divide,
  greaterEqual,
  lessEqual,
  multiply,
  negative,
  select,
  sign,
  subtract,
} from './elementwise';
import { type BackwardStep, type GradientRule, type GradientRules, noGradient } from './gradient-rule';
import { inputOf, type OpGraph, outputOf, type Value } from './op-graph';
import { reduceToShape } from './reductions';
import { zerosLike } from './shape';

/** A rule for two factors: each side's gradient is formed at the result's shape and summed back over repeated axes. */
function binaryRule(
  left: (step: BackwardStep, a: Value, b: Value) => Value,
  right: (step: BackwardStep, a: Value, b: Value) => Value,
): GradientRule {
  return (step) => {
    const a = inputOf(step.op, 0);
    const b = inputOf(step.op, 1);
    return [
      step.needs(0) ? reduceToShape(step.graph, left(step, a, b), a) : null,
      step.needs(1) ? reduceToShape(step.graph, right(step, a, b), b) : null,
    ];
  };
}

const additionRule = binaryRule(
  ({ gradient }) => gradient,
  ({ gradient }) => gradient,
);

/** The gradient goes to the side that won; where both are equal, to the left one. */
function winnerRule(leftWins: Binary): GradientRule {
  const pick = ({ graph, gradient }: BackwardStep, a: Value, b: Value, left: boolean) => {
    const zeros = zerosLike(graph, gradient);
    return left
      ? select(graph, leftWins(graph, a, b), gradient, zeros)
      : select(graph, leftWins(graph, a, b), zeros, gradient);
  };
  return binaryRule(
    (step, a, b) => pick(step, a, b, true),
    (step, a, b) => pick(step, a, b, false),
  );
}

export const elementwiseGradients: GradientRules = {
  Add: additionRule,
  AddV2: additionRule,
  AddN: ({ op, gradient }) => op.inputs.map(() => gradient),
  Sub: binaryRule(
    ({ gradient }) => gradient,
    ({ graph, gradient }) => negative(graph, gradient),
  ),
  Mul: binaryRule(
    ({ graph, gradient }, _a, b) => multiply(graph, gradient, b),
    ({ graph, gradient }, a) => multiply(graph, gradient, a),
  ),
  // d (a / b) / db = -(a / b) / b
  RealDiv: binaryRule(
    ({ graph, gradient }, _a, b) => divide(graph, gradient, b),
    ({ graph, op, gradient }, _a, b) =>
      negative(graph, multiply(graph, gradient, divide(graph, outputOf(op), b))),
  ),
  SquaredDifference: binaryRule(
    ({ graph, gradient }, a, b) => multiply(graph, gradient, twice(graph, subtract(graph, a, b))),
    ({ graph, gradient }, a, b) => multiply(graph, gradient, twice(graph, subtract(graph, b, a))),
  ),
  Maximum: winnerRule(greaterEqual),
  Minimum: winnerRule(lessEqual),
  SelectV2: (step) => {
    const { graph, op, gradient } = step;
    const condition = inputOf(op, 0);
    const zeros = zerosLike(graph, gradient);
    return [
      null,
      step.needs(1) ? reduceToShape(graph, select(graph, condition, gradient, zeros), inputOf(op, 1)) : null,
      step.needs(2) ? reduceToShape(graph, select(graph, condition, zeros, gradient), inputOf(op, 2)) : null,
    ];
  },
  Neg: ({ graph, gradient }) => [negative(graph, gradient)],
  Abs: ({ graph, op, gradient }) => [multiply(graph, gradient, sign(graph, inputOf(op, 0)))],
  Square: ({ graph, op, gradient }) => [multiply(graph, gradient, twice(graph, inputOf(op, 0)))],
  Sqrt: fromOutput('SqrtGrad'),
  Rsqrt: fromOutput('RsqrtGrad'),
  Exp: ({ graph, op, gradient }) => [multiply(graph, gradient, outputOf(op))],
  Log: ({ graph, op, gradient }) => [divide(graph, gradient, inputOf(op, 0))],
  Sign: noGradient,
  Floor: noGradient,
  Greater: noGradient,
  GreaterEqual: noGradient,
  Less: noGradient,
  LessEqual: noGradient,
  Equal: noGradient,
};

function twice(graph: OpGraph, x: Value): Value {
  return multiply(graph, x, scalar(graph, 2, x.dtype));
}

function fromOutput(name: string): GradientRule {
  return ({ graph, op, gradient }) => {
    const y = outputOf(op);
    return [graph.value(name, [y, gradient], { T: attr.type(y.dtype) }, y.dtype, y.shape)];
  };
}
