import { expect } from 'vitest';
import { float32, type TensorData } from '../../main/trainer/engine/tensor-data';
import type { LayerDefinition } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import { expectClose } from './closeness';
import { type GivenParameters, parametersOf } from './layer-parameters';
import { activation, type Conversion, unchanged } from './layout';
import { type ReferenceCase, referenceCase } from './reference-case';
import { runLowering } from './run-lowering';

/** A reference case and how it reads in the layer's terms. */
export interface ReferenceExample {
  readonly name: string;
  readonly parameters?: GivenParameters;
  /** For each weight its name in the reference and the way to the engine's layout. */
  readonly weights?: Readonly<Record<string, readonly [string, Conversion]>>;
  /** Running statistics by the reference's name, without `_before` and `_after`. */
  readonly statistics?: Readonly<Record<string, string>>;
  /** Running statistics to start from where the reference has none; their new values are then not held against it. */
  readonly initialStatistics?: Readonly<Record<string, readonly number[]>>;
  /** Weights whose gradient is 0 but for rounding, so that digits cannot be compared: a key's bias moves all scores of a softmax alike. */
  readonly withoutGradient?: readonly string[];
  /** How inputs and output are brought to the engine's layout; default: channels last. */
  readonly layout?: Conversion;
}

/** Runs a case in the engine and expects shape, values, gradients and new running statistics of the reference. */
export async function checkReference(layer: LayerDefinition, example: ReferenceExample): Promise<void> {
  const reference = referenceCase(example.name);
  const parameters = parametersOf(layer, example.parameters);
  const layout = example.layout ?? activation;
  const inputs = inputsOf(reference, layout);
  const weights = weightsOf(reference, example, '');
  checkDescription(layer, parameters, inputs, weights);
  const result = await runLowering({
    mode: reference.mode,
    inputs,
    weights,
    statistics: { ...statisticsOf(reference, example, '_before'), ...startsOf(example) },
    outputGradient: layout(reference.tensor('dy')),
    lower: (context, values) => layer.lower(context, parameters, values),
  });
  expectClose(result.output, layout(reference.tensor('y')), 'y');
  expect(result.staticShape.slice(1)).toEqual(result.output.shape.slice(1));
  result.inputGradients.forEach((gradient, index) => {
    expectClose(gradient, layout(reference.tensor(`dx${index}`)), `dx${index}`);
  });
  for (const [name, gradient] of Object.entries(weightsOf(reference, example, 'd'))) {
    const found = existing(result.weightGradients, name);
    if (example.withoutGradient?.includes(name)) expectZero([found, gradient], `d ${name}`);
    else expectClose(found, gradient, `d ${name}`);
  }
  checkStatistics(reference, example, result.updates);
}

function expectZero(tensors: readonly TensorData[], what: string): void {
  for (const { values } of tensors) {
    expect(Math.max(...Array.from(values, (value) => Math.abs(Number(value)))), what).toBeLessThan(1e-6);
  }
}

/** Running statistics move in training, to the reference's values where it has them, and stay in evaluation. */
function checkStatistics(
  reference: ReferenceCase,
  example: ReferenceExample,
  updates: Readonly<Record<string, TensorData>>,
): void {
  const after = statisticsOf(reference, example, '_after');
  const names = reference.mode === 'train' ? [...Object.keys(after), ...Object.keys(startsOf(example))] : [];
  expect(Object.keys(updates).sort()).toEqual(names.sort());
  if (reference.mode === 'evaluate') return;
  for (const [name, value] of Object.entries(after)) {
    expectClose(existing(updates, name), value, `new ${name}`);
  }
}

function startsOf({ initialStatistics = {} }: ReferenceExample): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(initialStatistics).map(([name, values]) => [name, float32(values)]),
  );
}

function inputsOf(reference: ReferenceCase, layout: Conversion): TensorData[] {
  return Array.from({ length: reference.inputCount }, (_, index) => layout(reference.tensor(`x${index}`)));
}

function weightsOf(
  reference: ReferenceCase,
  { weights = {} }: ReferenceExample,
  prefix: '' | 'd',
): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, [source, convert]]) => [
      name,
      convert(reference.tensor(`${prefix}${source}`)),
    ]),
  );
}

function statisticsOf(
  reference: ReferenceCase,
  { statistics = {} }: ReferenceExample,
  suffix: '_before' | '_after',
): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(statistics).map(([name, source]) => [
      name,
      unchanged(reference.tensor(`${source}${suffix}`)),
    ]),
  );
}

/** What the layer says of its output and its trainable weights is what the reference has. */
function checkDescription(
  layer: LayerDefinition,
  parameters: ResolvedParameters,
  inputs: readonly TensorData[],
  weights: Readonly<Record<string, TensorData>>,
): void {
  const types = inputs.map(({ shape }) => ({ shape: shape.slice(1) }));
  const trainable = layer.weights(parameters, types).filter(({ isTrainable }) => isTrainable);
  expect(Object.fromEntries(trainable.map(({ name, shape }) => [name, shape]))).toEqual(
    Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape])),
  );
}

function existing<T>(values: Readonly<Record<string, T>>, name: string): T {
  const value = values[name];
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}
