import { describe, expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { defineActivation, WITHOUT_PARAMETERS } from '../layers/activation';
import type { LayerDefinition } from '../layers/layer';
import { layers } from '../layers/registry';
import { scalar } from '../ops/constant';
import * as ops from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { runLowering } from '../testing/run-lowering';
import { type ScalarFunction, scalarFunctionOf } from './scalar-function';

/** Parameters that differ from the defaults too. */
const PARAMETERS: Readonly<Record<string, readonly Record<string, number>[]>> = {
  leakyRelu: [{ negativeSlope: 0.01 }, { negativeSlope: 0.3 }],
  elu: [{ alpha: 1 }, { alpha: 0.5 }, { alpha: 2 }],
  celu: [{ alpha: 1 }, { alpha: 0.5 }, { alpha: 2 }],
};
/** None lies at a corner, where the slope is a choice. */
const XS = Array.from({ length: 33 }, (_, at) => -8.05 + at / 2);

const activations = layers.filter(({ category }) => category === 'activation');
const cases = activations.flatMap((layer) =>
  (PARAMETERS[layer.type] ?? [{}]).flatMap((parameters) => {
    const f = scalarFunctionOf(layer, parameters);
    return f === null ? [] : [{ name: `${layer.type} ${JSON.stringify(parameters)}`, layer, parameters, f }];
  }),
);

describe('the function of an activation layer', () => {
  it('is there for all but those that mix elements: the others are of ops that evaluate-elementwise.ts knows', () => {
    const without = activations.filter(({ type }) => !cases.some(({ layer }) => layer.type === type));
    expect(without.map(({ type }) => type)).toEqual(['softmax', 'prelu', 'logSoftmax', 'glu']);
  });

  it.each(cases)('$name: value and slope are those of the engine', async ({ layer, parameters, f }) => {
    const { output, inputGradients } = await runLowering({
      inputs: [float32(XS, [XS.length, 1])],
      outputGradient: float32(
        XS.map(() => 1),
        [XS.length, 1],
      ),
      mode: 'evaluate',
      lower: (context, inputs) => layer.lower(context, parameters, inputs),
    });
    XS.forEach((x, at) => {
      expect(f(x).value).toBeCloseTo(output.values[at] ?? Number.NaN, 5);
      expect(f(x).slope).toBeCloseTo(inputGradients[0]?.values[at] ?? Number.NaN, 5);
    });
  });

  it.each(cases)('$name: its formulas say what it computes', ({ layer, parameters, f }) => {
    const { value, slope } = formulasOf(layer, parameters);
    for (const x of XS) {
      // SELU's constants are written with four decimals.
      expect(compute(value, x, f)).toBeCloseTo(f(x).value, 3);
      const [part, ...others] = slope.filter((term) => holds(term, x));
      expect(others).toEqual([]);
      expect(compute(withoutCondition(part ?? ''), x, f)).toBeCloseTo(f(x).slope, 3);
    }
  });
});

function formulasOf(layer: LayerDefinition, parameters: Record<string, number>) {
  const formulas = layer.function?.(parameters);
  if (formulas === undefined) throw new Error(`${layer.type} has no formula`);
  return formulas;
}

const CONDITION = / \(([^()]*[<>≤≥][^()]*)\)$/;
const withoutCondition = (term: string) => term.replace(CONDITION, '');

/** Whether the condition of a term (`−3 < x < 3`) is met; true without one. */
function holds(term: string, x: number): boolean {
  const parts = (CONDITION.exec(term)?.[1] ?? '').split(' ');
  const numbers = parts.filter((_, at) => at % 2 === 0).map((part) => (part === 'x' ? x : inCode(part)));
  return parts
    .filter((_, at) => at % 2 === 1)
    .every((sign, at) => {
      const [a = Number.NaN, b = Number.NaN] = numbers.slice(at, at + 2).map(Number);
      return { '<': a < b, '>': a > b, '≤': a <= b, '≥': a >= b }[sign];
    });
}

function inCode(formula: string): string {
  return formula
    .replaceAll('−', '-')
    .replaceAll('·', '*')
    .replaceAll('²', '**2')
    .replaceAll('√2', 'sqrt(2)')
    .replaceAll('√', 'sqrt')
    .replaceAll('-x**2', '-(x**2)')
    .replaceAll('π', 'PI');
}

/** A formula as it is on screen, at x. */
function compute(formula: string, x: number, f: ScalarFunction): number {
  const names = {
    x,
    f: (at: number) => f(at).value,
    σ: (at: number) => 1 / (1 + Math.exp(-at)),
    erf: (at: number) => 2 * integral((t) => Math.exp(-t * t), at) * (1 / Math.sqrt(Math.PI)),
    max: Math.max,
    min: Math.min,
    exp: Math.exp,
    tanh: Math.tanh,
    log: Math.log,
    sqrt: Math.sqrt,
    PI: Math.PI,
  };
  return Number(new Function(...Object.keys(names), `return ${inCode(formula)}`)(...Object.values(names)));
}

/** From 0 to `end`, by Simpson's rule. */
function integral(f: (t: number) => number, end: number): number {
  const parts = 400;
  const width = end / parts;
  let sum = f(0) + f(end);
  for (let at = 1; at < parts; at += 1) sum += f(at * width) * (at % 2 === 0 ? 2 : 4);
  return (sum * width) / 3;
}

/** An activation made of one op and the number 3, which Keras and PyTorch have no line for. */
function activationOf(op: (graph: OpGraph, x: Value, three: Value) => Value) {
  return defineActivation({
    ...WITHOUT_PARAMETERS,
    type: 'activationOfOneOp',
    label: { en: '', 'zh-Hant': '' },
    summary: { en: '', 'zh-Hant': '' },
    reference: { title: '' },
    formula: () => '',
    slope: () => [],
    // With x itself, so that an op without a slope has one.
    lower: ({ graph }, _parameters, x) => ops.add(graph, x, op(graph, x, scalar(graph, 3))),
    keras: () => null,
    pytorch: () => null,
  });
}

const where =
  (compare: ops.Binary) =>
  (graph: OpGraph, x: Value, three: Value): Value =>
    ops.select(graph, compare(graph, x, three), ops.square(graph, x), three);

describe('the function of an activation made of', () => {
  it.each<[string, Parameters<typeof activationOf>[0], (x: number) => number]>([
    ['subtract', ops.subtract, (x) => x - 3],
    ['multiply', ops.multiply, (x) => 3 * x],
    ['divide', ops.divide, (x) => x / 3],
    ['maximum', ops.maximum, (x) => Math.max(x, 3)],
    ['minimum', ops.minimum, (x) => Math.min(x, 3)],
    ['squaredDifference', ops.squaredDifference, (x) => (x - 3) ** 2],
    ['greater', where(ops.greater), (x) => (x > 3 ? x * x : 3)],
    ['greaterEqual', where(ops.greaterEqual), (x) => (x >= 3 ? x * x : 3)],
    ['less', where(ops.less), (x) => (x < 3 ? x * x : 3)],
    ['lessEqual', where(ops.lessEqual), (x) => (x <= 3 ? x * x : 3)],
    ['equal', where(ops.equal), () => 3],
    ['negative', ops.negative, (x) => -x],
    ['absolute', ops.absolute, Math.abs],
    ['sign', ops.sign, Math.sign],
    ['floor', ops.floor, Math.floor],
    ['square', ops.square, (x) => x * x],
    ['squareRoot', ops.squareRoot, Math.sqrt],
    ['reciprocalSquareRoot', ops.reciprocalSquareRoot, (x) => 1 / Math.sqrt(x)],
    ['exp', ops.exp, Math.exp],
    ['log', ops.log, Math.log],
  ])('%s has its value and slope', (_name, op, expected) => {
    const layer = activationOf(op);
    expect(layer.code.keras({}, [{ shape: [4] }])).toBeNull();
    const f = scalarFunctionOf(layer, {});
    if (f === null) throw new Error('there is none');
    for (const x of [0.7, 2.3, 4.6]) {
      expect(f(x).value).toBeCloseTo(x + expected(x), 10);
      expect(f(x).slope).toBeCloseTo(1 + (expected(x + 1e-6) - expected(x - 1e-6)) / 2e-6, 6);
    }
  });
});
