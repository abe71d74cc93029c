/**
 * `npm run bench:code`: executes every line of Keras and PyTorch code that layers offer, over the parameters that each accepts, with the
 * real classes, and compares output shapes, parameter counts and, with the same weights, values with ours. Not part of `npm test`, which
 * checks the lines against the recorded signatures: it needs Python (bench/README.md says how to have it).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { LayerDefinition } from '../src/graph-runtime/layers/layer';
import { layers } from '../src/graph-runtime/layers/registry';
import { arbitraryCodeSample, type CodeSample } from '../src/graph-runtime/testing/code-samples';
import { randomTensor } from '../src/graph-runtime/testing/double-tensor';
import { runLowering } from '../src/graph-runtime/testing/run-lowering';
import { float32, int32, type TensorData } from '../src/main/trainer/engine/tensor-data';

const SAMPLES = 60;
/** Others can be given: `npm run bench:code -- 7`. */
const SEED = Number(process.argv[2] ?? 5);
const BATCH = 2;

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface Case {
  readonly layer: string;
  readonly framework: 'keras' | 'pytorch';
  readonly line: string;
  readonly inputs: readonly Tensor[];
  readonly weights: readonly Tensor[];
  /** Learned numbers; those of normalizations' statistics are among the weights, too. */
  readonly trainable: number;
  readonly labels: readonly number[];
  /** Without the batch axis; of an output: no shape, its loss is one number. */
  readonly shape: readonly number[];
  readonly output: readonly number[];
}

function tensorOf(name: string, shape: readonly number[], seed: number): Tensor {
  return {
    name,
    shape,
    values: Array.from(float32(Array.from(randomTensor(shape, seed).values), shape).values),
  };
}

const dataOf = ({ shape, values }: Tensor): TensorData => float32(values, shape);

/** What the layer itself makes of inputs and weights: its outputs, or the mean loss. */
async function outputOf(
  layer: LayerDefinition,
  { parameters }: CodeSample,
  inputs: readonly Tensor[],
  weights: readonly Tensor[],
  labels: readonly number[],
): Promise<readonly number[]> {
  const { loss } = layer;
  const { output } = await runLowering({
    mode: 'evaluate',
    inputs: inputs.map(dataOf),
    weights: Object.fromEntries(weights.map((weight) => [weight.name, dataOf(weight)])),
    ...(loss && { others: { labels: int32(labels) } }),
    lower(context, values, { labels: labelValue }) {
      const [scores] = values;
      if (!loss || scores === undefined || labelValue === undefined)
        return layer.lower(context, parameters, values);
      return [loss.lower(context, parameters, scores, labelValue)];
    },
  });
  const numbers = Array.from(output.values, Number);
  return loss ? [numbers.reduce((sum, value) => sum + value, 0) / numbers.length] : numbers;
}

async function casesOf(layer: LayerDefinition, sample: CodeSample): Promise<readonly Case[]> {
  const { parameters, outputs } = sample;
  // The line of a loss is for one class of each example; what an image as output is compared with follows from its data (`bench:targets`).
  const fewest = layer.loss?.minimumScores(parameters) ?? 0;
  if (layer.loss && sample.inputs.some(({ shape }) => shape.length !== 1 || (shape[0] ?? 0) < fewest))
    return [];
  const lines = (['keras', 'pytorch'] as const).flatMap((framework) => {
    const line = layer.code[framework](parameters, sample.inputs);
    return line === null ? [] : [{ framework, line }];
  });
  if (lines.length === 0) return [];
  const inputs = sample.inputs.map(({ shape }, index) => tensorOf(`x${index}`, [BATCH, ...shape], index + 1));
  const described = layer.weights(parameters, sample.inputs);
  const weights = described.map(({ name, shape, isTrainable }, index) => {
    const weight = tensorOf(name, shape, index + 100);
    // Running variances are positive.
    return isTrainable ? weight : { ...weight, values: weight.values.map((value) => Math.abs(value) + 0.5) };
  });
  const classes = layer.loss?.targetCount(sample.inputs[0] ?? { shape: [] }) ?? 1;
  const labels = Array.from({ length: BATCH }, (_, index) => index % Math.max(classes, 2));
  const isSource = layer.inputs.length === 0;
  const output = isSource ? [] : await outputOf(layer, sample, inputs, weights, labels);
  const trainable = described
    .filter(({ isTrainable }) => isTrainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const shape = outputs[0]?.shape ?? [];
  return lines.map((line) => ({
    layer: layer.type,
    ...line,
    inputs,
    weights,
    trainable,
    labels,
    shape,
    output,
  }));
}

async function main(): Promise<void> {
  const cases: Case[] = [];
  for (const layer of layers) {
    const seen = new Set<string>();
    for (const sample of fc.sample(arbitraryCodeSample(layer), { numRuns: SAMPLES, seed: SEED })) {
      const key = JSON.stringify(sample);
      if (seen.has(key)) continue;
      seen.add(key);
      cases.push(...(await casesOf(layer, sample)));
    }
  }
  const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
  const { status } = spawnSync(python, [join(__dirname, 'python', 'code_lines.py')], {
    input: JSON.stringify(cases),
    stdio: ['pipe', 'inherit', 'inherit'],
    maxBuffer: 1e9,
  });
  process.exitCode = status ?? 1;
}

void main();
