import { attributeOf } from './attributes';
import { inputOf, type OpNode, type Value } from './op-graph';

type Scalars = (inputs: readonly number[], op: OpNode) => number;

const at = (inputs: readonly number[], place: number): number => inputs[place] ?? Number.NaN;
const unary =
  (f: (x: number) => number): Scalars =>
  (inputs) =>
    f(at(inputs, 0));
const binary =
  (f: (a: number, b: number) => number): Scalars =>
  (inputs) =>
    f(at(inputs, 0), at(inputs, 1));

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** Klambauer et al. 2017, the numbers in TensorFlow's kernel. */
const SELU_SCALE = 1.0507009873554805;
const SELU_SCALED_ALPHA = 1.7580993408473768;

/** What TensorFlow's elementwise ops compute for one element, in double precision, under their names; true is 1. */
const SCALARS: Readonly<Record<string, Scalars>> = {
  Identity: unary((x) => x),
  Relu: unary((x) => Math.max(x, 0)),
  Relu6: unary((x) => Math.min(Math.max(x, 0), 6)),
  Sigmoid: unary(sigmoid),
  Tanh: unary(Math.tanh),
  Elu: unary((x) => (x > 0 ? x : Math.expm1(x))),
  Selu: unary((x) => (x > 0 ? SELU_SCALE * x : SELU_SCALED_ALPHA * Math.expm1(x))),
  Softplus: unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  Erf: unary(erf),
  LeakyRelu: ([x = Number.NaN], op) => (x > 0 ? x : attributeOf(op, 'alpha', 'float') * x),
  Neg: unary((x) => -x),
  Abs: unary(Math.abs),
  Sign: unary(Math.sign),
  Exp: unary(Math.exp),
  Log: unary(Math.log),
  Square: unary((x) => x * x),
  Sqrt: unary(Math.sqrt),
  Rsqrt: unary((x) => 1 / Math.sqrt(x)),
  Floor: unary(Math.floor),
  ZerosLike: unary(() => 0),
  AddV2: binary((a, b) => a + b),
  AddN: (inputs) => inputs.reduce((sum, x) => sum + x, 0),
  Sub: binary((a, b) => a - b),
  Mul: binary((a, b) => a * b),
  RealDiv: binary((a, b) => a / b),
  Maximum: binary(Math.max),
  Minimum: binary(Math.min),
  SquaredDifference: binary((a, b) => (a - b) ** 2),
  Greater: binary((a, b) => Number(a > b)),
  GreaterEqual: binary((a, b) => Number(a >= b)),
  Less: binary((a, b) => Number(a < b)),
  LessEqual: binary((a, b) => Number(a <= b)),
  Equal: binary((a, b) => Number(a === b)),
  SelectV2: ([condition, a = Number.NaN, b = Number.NaN]) => (condition === 1 ? a : b),
  ReluGrad: binary((gradient, x) => (x > 0 ? gradient : 0)),
  Relu6Grad: binary((gradient, x) => (x > 0 && x < 6 ? gradient : 0)),
  SigmoidGrad: binary((y, gradient) => gradient * y * (1 - y)),
  TanhGrad: binary((y, gradient) => gradient * (1 - y * y)),
  EluGrad: binary((gradient, y) => (y < 0 ? (y + 1) * gradient : gradient)),
  SeluGrad: binary((gradient, y) => gradient * (y < 0 ? y + SELU_SCALED_ALPHA : SELU_SCALE)),
  SoftplusGrad: binary((gradient, x) => gradient * sigmoid(x)),
  SqrtGrad: binary((y, gradient) => (gradient * 0.5) / y),
  RsqrtGrad: binary((y, gradient) => -0.5 * gradient * y ** 3),
  LeakyReluGrad: ([gradient = Number.NaN, x = Number.NaN], op) =>
    x > 0 ? gradient : attributeOf(op, 'alpha', 'float') * gradient,
};

/**
 * Evaluates ops that treat every element alike, for one element: each value is a single number. In double precision, so that it can
 * differ from the engine's float32 by a rounding.
 *
 * @param feeds numbers of placeholders
 * @returns the numbers of `wanted`; null when they depend on an op that mixes elements (a softmax)
 */
export function evaluateElementwise(
  ops: readonly OpNode[],
  feeds: ReadonlyMap<Value, number>,
  wanted: readonly Value[],
): readonly number[] | null {
  const known = new Map(feeds);
  for (const op of ops) {
    const [output] = op.outputs;
    if (output === undefined || known.has(output)) continue;
    const number = op.op === 'Const' ? constantOf(op) : scalarOf(op, known);
    if (number !== null) known.set(output, number);
  }
  const numbers = wanted.map((value) => known.get(value) ?? null);
  return numbers.every((number): number is number => number !== null) ? numbers : null;
}

function scalarOf(op: OpNode, known: ReadonlyMap<Value, number>): number | null {
  const compute = SCALARS[op.op];
  if (compute === undefined) return null;
  const inputs: number[] = [];
  for (let place = 0; place < op.inputs.length; place += 1) {
    const number = known.get(inputOf(op, place));
    if (number === undefined) return null;
    inputs.push(number);
  }
  return compute(inputs, op);
}

/** A constant with one number. */
function constantOf({ attributes }: OpNode): number | null {
  const tensor = attributes.value;
  if (tensor?.kind !== 'tensor' || tensor.value.length !== 1) return null;
  const [number] = tensor.value;
  return typeof number === 'number' ? number : null;
}

/**
 * The error function. Near zero its Maclaurin series, elsewhere the continued fraction of the complement (Abramowitz and Stegun
 * 7.1.6, 7.1.14); both to about 1e-15.
 */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 60; n += 1) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = 0;
  for (let n = 80; n > 0; n -= 1) fraction = n / 2 / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * (size + fraction)));
}
