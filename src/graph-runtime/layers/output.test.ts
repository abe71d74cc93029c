import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/closeness';
import { type DoubleTensor, randomTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { unchanged } from '../testing/layout';
import { checkLoss, runLoss } from '../testing/loss-check';
import { referenceCase } from '../testing/reference-case';
import { output } from './output';

checkLayer(output, {
  examples: [
    {
      inputs: [[10]],
      output: [],
      description: 'cross-entropy',
      keras: 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
      pytorch: 'nn.CrossEntropyLoss()',
    },
    {
      parameters: { labelSmoothing: 0.1, auxiliary: true, lossWeight: 0.3 },
      inputs: [[1000]],
      output: [],
      description: 'cross-entropy, smoothing 0.1, auxiliary',
      keras: 'keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)',
      pytorch: 'nn.CrossEntropyLoss(label_smoothing=0.1)',
    },
    {
      parameters: { loss: 'binaryCrossEntropy' },
      inputs: [[1]],
      output: [],
      keras: 'keras.losses.BinaryCrossentropy(from_logits=True)',
      pytorch: 'nn.BCEWithLogitsLoss()',
    },
    {
      parameters: { loss: 'meanSquaredError' },
      inputs: [[10]],
      output: [],
      keras: 'keras.losses.MeanSquaredError()',
      pytorch: 'nn.MSELoss()',
    },
    // What it must be given depends on the data set's labels: training checks compare it.
    { inputs: [[64, 64, 2]], output: [] },
    { inputs: [[49, 64]], output: [] },
    { inputs: [[1]], output: [] },
  ],
});

it.each([
  ['cross_entropy_smoothing_0.0', 0],
  ['cross_entropy_smoothing_0.1', 0.1],
])('equals PyTorch: %s', async (name, labelSmoothing) => {
  const reference = referenceCase(name);
  const scores = unchanged(reference.tensor('x0'));
  const labels = Array.from(reference.tensor('labels').values);
  const { loss, gradient } = await runLoss(output, { labelSmoothing }, scores, labels);
  // The reference keeps its scalar as a vector of one.
  expectClose({ ...loss, shape: [1] }, unchanged(reference.tensor('y')), 'loss');
  expectClose(gradient, unchanged(reference.tensor('dx0')), 'd scores');
});

describe('equals the definition', () => {
  const scores = (): DoubleTensor => randomTensor([4, 3], 5);
  const labels = [2, 0, 1, 1];

  it('cross-entropy: −Σ t log softmax(z)', () =>
    checkLoss(output, {
      parameters: { labelSmoothing: 0.3 },
      scores: scores(),
      labels,
      lossOf: (row, label) => {
        const probabilities = softmaxOf(row);
        return -sum(row.map((_, k) => (0.7 * Number(k === label) + 0.1) * Math.log(probabilities[k] ?? 0)));
      },
      predictionOf: softmaxOf,
    }));

  it('mean squared error against one-hot targets', () =>
    checkLoss(output, {
      parameters: { loss: 'meanSquaredError' },
      scores: scores(),
      labels,
      lossOf: (row, label) => sum(row.map((value, k) => (value - Number(k === label)) ** 2)) / row.length,
      predictionOf: (row) => row,
    }));

  it('mean squared error of a single score against the label', () =>
    checkLoss(output, {
      parameters: { loss: 'meanSquaredError', labelSmoothing: 0.2 },
      scores: randomTensor([3, 1], 6),
      labels: [1, 0, 1],
      lossOf: ([value = 0], label) => (value - (0.8 * label + 0.1)) ** 2,
      predictionOf: ([value = 0]) => [1 - value, value],
    }));

  it('binary cross-entropy, each class by itself', () =>
    checkLoss(output, {
      parameters: { loss: 'binaryCrossEntropy', labelSmoothing: 0.2 },
      scores: scores(),
      labels,
      lossOf: (row, label) =>
        sum(row.map((value, k) => binary(value, 0.8 * Number(k === label) + 0.1))) / row.length,
      predictionOf: (row) => row.map(logistic),
    }));

  it('binary cross-entropy of a single score', () =>
    checkLoss(output, {
      parameters: { loss: 'binaryCrossEntropy' },
      scores: randomTensor([3, 1], 7),
      labels: [1, 0, 0],
      lossOf: ([value = 0], label) => binary(value, label),
      predictionOf: ([value = 0]) => [1 - logistic(value), logistic(value)],
    }));
});

it('weighs its loss and says whether it is auxiliary', () => {
  const parameters = {
    loss: 'crossEntropy',
    target: 'auto',
    label: '',
    labelSmoothing: 0,
    margin: 1,
    lossWeight: 0.3,
    auxiliary: true,
  };
  expect(output.loss?.weight(parameters)).toBe(0.3);
  expect(output.loss?.isAuxiliary(parameters)).toBe(true);
  expect(output.loss?.targetCount({ shape: [10] })).toBe(10);
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const logistic = (value: number) => 1 / (1 + Math.exp(-value));

const binary = (value: number, target: number) =>
  -target * Math.log(logistic(value)) - (1 - target) * Math.log(1 - logistic(value));

function softmaxOf(row: readonly number[]): number[] {
  const total = sum(row.map(Math.exp));
  return row.map((value) => Math.exp(value) / total);
}
