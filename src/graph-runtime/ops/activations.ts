import { attr, attributeOf } from './attributes';
import { scalar } from './constant';
import { exp, maximum, multiply, negative, square, subtract } from './elementwise';
import { rectifierGradient } from './gated-maximum';
import type { GradientRule, GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, outputOf, type Value } from './op-graph';
import { sum } from './reductions';
import { inNarrowType } from './shape';

function unary(name: string): (graph: OpGraph, x: Value) => Value {
  return (graph, x) => graph.value(name, [x], { T: attr.type(x.dtype) }, x.dtype, x.shape);
}

/** As `unary`, of what choosing among numbers gives the same for in any type. */
function narrowUnary(name: string): (graph: OpGraph, x: Value) => Value {
  return (graph, x) => inNarrowType(graph, x, (narrow) => unary(name)(graph, narrow));
}

/** max(x, 0) */
export const relu = narrowUnary('Relu');
/** min(max(x, 0), 6) */
export const relu6 = narrowUnary('Relu6');
/** 1 / (1 + exp(-x)) */
export const sigmoid = unary('Sigmoid');
export const tanh = unary('Tanh');
/** x for x > 0, exp(x) - 1 otherwise (alpha = 1; other alphas are made of it by the layer). */
export const elu = unary('Elu');
/** Scaled ELU with its fixed constants (Klambauer et al. 2017). */
export const selu = unary('Selu');
/** log(1 + exp(x)), computed without overflow. */
export const softplus = unary('Softplus');
/** The error function; GELU is x * (1 + erf(x / sqrt 2)) / 2. */
export const erf = unary('Erf');
/** exp(x) / sum exp(x) over the last axis. */
export const softmax = unary('Softmax');
/** x - log(sum exp(x)) over the last axis. */
export const logSoftmax = unary('LogSoftmax');

/**
 * x for x > 0, negativeSlope * x otherwise, for slopes of at most 1. Behind a sum it is written with a maximum: TensorFlow makes one op of a
 * convolution, its bias, a sum and this activation, and that op has a slope of 0.2 whatever was asked for (seen in 2.21: `_FusedConv2D` of
 * BiasAdd, Add, LeakyRelu).
 */
export function leakyRelu(graph: OpGraph, x: Value, negativeSlope: number): Value {
  if (isSum(x)) {
    const sloped = multiply(graph, x, scalar(graph, negativeSlope, x.dtype));
    return maximum(graph, x, sloped);
  }
  const attributes = { T: attr.type(x.dtype), alpha: attr.float(negativeSlope) };
  return graph.value('LeakyRelu', [x], attributes, x.dtype, x.shape);
}

const SUMS: ReadonlySet<string> = new Set(['Add', 'AddV2', 'AddN']);

/** Also behind ops that only pass a value on, which TensorFlow takes away. */
function isSum({ op }: Value): boolean {
  const [first] = op.inputs;
  return SUMS.has(op.op) || (op.op === 'Identity' && first !== undefined && isSum(first));
}

/** Gradient ops that take the gradient first and then what the forward op output, or took as input. */
function gradientFirst(name: string, other: 'input' | 'output'): GradientRule {
  return ({ graph, op, gradient }) => {
    const value = other === 'input' ? inputOf(op, 0) : outputOf(op);
    return [graph.value(name, [gradient, value], op.attributes, gradient.dtype, value.shape)];
  };
}

/** Gradient ops that take the forward op's output first and then the gradient. */
function outputFirst(name: string): GradientRule {
  return ({ graph, op, gradient }) => {
    const y = outputOf(op);
    return [graph.value(name, [y, gradient], op.attributes, gradient.dtype, y.shape)];
  };
}

export const activationGradients: GradientRules = {
  Relu: rectifierGradient,
  Relu6: rectifierGradient,
  // From the output where the op allows it: then the input need not be kept for the backward pass.
  Elu: gradientFirst('EluGrad', 'output'),
  Selu: gradientFirst('SeluGrad', 'output'),
  Softplus: gradientFirst('SoftplusGrad', 'input'),
  Sigmoid: outputFirst('SigmoidGrad'),
  Tanh: outputFirst('TanhGrad'),
  LeakyRelu: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    const attributes = {
      T: attr.type(x.dtype),
      alpha: attr.float(attributeOf(op, 'alpha', 'float')),
    };
    return [graph.value('LeakyReluGrad', [gradient, x], attributes, x.dtype, x.shape)];
  },
  // d erf(x) / dx = 2 / sqrt(pi) * exp(-x^2)
  Erf: ({ graph, op, gradient }) => {
    const slope = multiply(
      graph,
      exp(graph, negative(graph, square(graph, inputOf(op, 0)))),
      scalar(graph, 2 / Math.sqrt(Math.PI), gradient.dtype),
    );
    return [multiply(graph, gradient, slope)];
  },
  // dx = y * (dy - sum(dy * y))
  Softmax: ({ graph, op, gradient }) => {
    const y = outputOf(op);
    const total = sum(graph, multiply(graph, gradient, y), [y.shape.length - 1], { keepDims: true });
    return [multiply(graph, subtract(graph, gradient, total), y)];
  },
  // dx = dy - exp(y) * sum(dy)
  LogSoftmax: ({ graph, op, gradient }) => {
    const y = outputOf(op);
    const total = sum(graph, gradient, [y.shape.length - 1], { keepDims: true });
    return [subtract(graph, gradient, multiply(graph, exp(graph, y), total))];
  },
};
