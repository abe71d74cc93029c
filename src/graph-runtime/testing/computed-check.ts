import { expect } from 'vitest';
import { float32, type TensorData } from '../../main/trainer/engine/tensor-data';
import type { LayerDefinition } from '../layers/layer';
import { expectClose } from './closeness';
import { type DoubleTensor, randomTensor } from './double-tensor';
import { type GivenParameters, parametersOf } from './layer-parameters';
import { runLowering } from './run-lowering';

/**
 * A case computed by the test itself: the layer's formula in plain double-precision TypeScript, independent of the engine. Its
 * central differences, exact to nine digits in double precision, are the gradients the engine is held against.
 */
export interface ComputedExample {
  readonly name: string;
  readonly mode?: 'train' | 'evaluate';
  readonly parameters?: GivenParameters;
  /** Shapes of the inputs, batch axis first. */
  readonly inputs: readonly (readonly number[])[];
  /** Running statistics, which have no gradient. */
  readonly statistics?: Readonly<Record<string, readonly number[]>>;
  compute(inputs: readonly DoubleTensor[], weights: Readonly<Record<string, DoubleTensor>>): DoubleTensor;
}

/** Distance of the two points of a central difference. Its error grows with the square: about 1e-9 here. */
const STEP = 1e-5;

/** Runs the layer in the engine on random numbers and expects the formula's values and gradients. */
export async function checkComputation(layer: LayerDefinition, example: ComputedExample): Promise<void> {
  const parameters = parametersOf(layer, example.parameters);
  const inputs = example.inputs.map((shape, index) => randomTensor(shape, index + 1));
  const types = example.inputs.map((shape) => ({ shape: shape.slice(1) }));
  const weights: Record<string, DoubleTensor> = Object.fromEntries(
    layer
      .weights(parameters, types)
      .filter(({ isTrainable }) => isTrainable)
      .map(({ name, shape }, index) => [name, randomTensor(shape, index + 100)]),
  );
  const expected = example.compute(inputs, weights);
  const outputGradient = randomTensor(expected.shape, 1000);
  const result = await runLowering({
    mode: example.mode ?? 'train',
    inputs: inputs.map(single),
    weights: mapValues(weights, single),
    statistics: mapValues(example.statistics ?? {}, (values) => float32(values)),
    outputGradient: single(outputGradient),
    lower: (context, values) => layer.lower(context, parameters, values),
  });
  const inferred = layer.infer(parameters, types);
  expect(inferred.ok && inferred.outputs[0]?.shape).toEqual(result.output.shape.slice(1));
  expect(result.staticShape.slice(1)).toEqual(result.output.shape.slice(1));
  expectClose(result.output, single(expected), 'y');
  const loss = () => example.compute(inputs, weights).dot(outputGradient);
  inputs.forEach((input, index) => {
    expectGradient(result.inputGradients[index], centralDifferences(input, loss), `dx${index}`);
  });
  for (const [name, weight] of Object.entries(weights)) {
    expectGradient(result.weightGradients[name], centralDifferences(weight, loss), `d ${name}`);
  }
}

/** Numbers as the engine takes them, in single precision. */
function single(tensor: DoubleTensor): TensorData {
  return float32(tensor.values, tensor.shape);
}

/** d loss / d variable: each value is moved a little to both sides. */
function centralDifferences(variable: DoubleTensor, loss: () => number): TensorData {
  const { values } = variable;
  const gradient = Array.from(values, (value, index) => {
    values[index] = value + STEP;
    const above = loss();
    values[index] = value - STEP;
    const below = loss();
    values[index] = value;
    return (above - below) / (2 * STEP);
  });
  return float32(gradient, variable.shape);
}

function expectGradient(actual: TensorData | undefined, expected: TensorData, what: string): void {
  if (actual === undefined) throw new Error(`The engine gave no ${what}.`);
  expectClose(actual, expected, what);
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
