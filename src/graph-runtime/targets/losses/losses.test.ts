import { describe, expect, it } from 'vitest';
import { float32, int32, type TensorData } from '../../../main/trainer/engine/tensor-data';
import { mean } from '../../ops/reductions';
import { expectClose } from '../../testing/closeness';
import { randomTensor } from '../../testing/double-tensor';
import { runLowering } from '../../testing/run-lowering';
import type { LossOptions } from './loss';
import { losses } from './registry';

const plain: LossOptions = { labelSmoothing: 0, huberDelta: 1, margin: 1, ignored: null, classWeights: null };
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const average = (values: readonly number[]) => sum(values) / values.length;
const logistic = (value: number) => 1 / (1 + Math.exp(-value));
const binary = (z: number, t: number) => -t * Math.log(logistic(z)) - (1 - t) * Math.log(1 - logistic(z));
const softmaxOf = (row: readonly number[]) => row.map((value) => Math.exp(value) / sum(row.map(Math.exp)));

/** What a loss is by its definition, in double precision, of one example's numbers. */
interface Case {
  readonly name: string;
  readonly loss: keyof typeof losses;
  readonly options?: Partial<LossOptions>;
  /** Of the outputs, `[batch, ...]`. */
  readonly shape: readonly number[];
  /** float32 of the same shape, or class indices of all axes but the last. */
  readonly labels: TensorData;
  lossOf(outputs: readonly number[], labels: readonly number[]): number;
}

const values = (shape: readonly number[], seed: number) =>
  float32(randomTensor([...shape], seed).values, shape);
const pairs = (outputs: readonly number[], labels: readonly number[], of: (z: number, t: number) => number) =>
  average(outputs.map((z, at) => of(z, labels[at] ?? 0)));

/** Three classes at each of four places; the class 9 does not count. */
const places = int32([0, 2, 1, 1, 2, 2, 9, 0], [2, 2, 2]);
const rowsOf = (outputs: readonly number[]) =>
  Array.from({ length: outputs.length / 3 }, (_, row) => outputs.slice(3 * row, 3 * row + 3));

/** A factor for each of three classes. */
const WEIGHTS = [0.5, 2, 3];

function pixelLoss(
  outputs: readonly number[],
  labels: readonly number[],
  smoothing = 0,
  weights: readonly number[] = [1, 1, 1],
): number {
  const counted = rowsOf(outputs).flatMap((row, at) => {
    const label = labels[at] ?? 0;
    if (label === 9) return [];
    return [
      -(weights[label] ?? 0) *
        sum(
          softmaxOf(row).map((p, k) => ((1 - smoothing) * Number(k === label) + smoothing / 3) * Math.log(p)),
        ),
    ];
  });
  return counted.length === 0 ? 0 : average(counted);
}

function diceLoss(outputs: readonly number[], labels: readonly number[]): number {
  const rows = rowsOf(outputs).map(softmaxOf);
  const counts = rows.map((_, at) => labels[at] !== 9);
  const coefficients = [0, 1, 2].map((k) => {
    const probabilities = rows.map((row, at) => (counts[at] ? (row[k] ?? 0) : 0));
    const targets = rows.map((_, at) => Number(labels[at] === k));
    const common = sum(probabilities.map((p, at) => p * (targets[at] ?? 0)));
    return (2 * common + 1) / (sum(probabilities) + sum(targets) + 1);
  });
  return 1 - average(coefficients);
}

const huberOf = (delta: number) => (z: number, t: number) => {
  const distance = Math.abs(z - t);
  return distance <= delta ? distance ** 2 / 2 : delta * (distance - delta / 2);
};

const cases: readonly Case[] = [
  {
    ...{ name: 'mean squared error', loss: 'meanSquaredError', shape: [3, 4], labels: values([3, 4], 2) },
    lossOf: (outputs, labels) => pairs(outputs, labels, (z, t) => (z - t) ** 2),
  },
  {
    ...{ name: 'mean squared error of images', loss: 'meanSquaredError', shape: [2, 2, 3, 2] },
    labels: values([2, 2, 3, 2], 3),
    lossOf: (outputs, labels) => pairs(outputs, labels, (z, t) => (z - t) ** 2),
  },
  {
    ...{ name: 'mean absolute error', loss: 'meanAbsoluteError', shape: [3, 4], labels: values([3, 4], 4) },
    lossOf: (outputs, labels) => pairs(outputs, labels, (z, t) => Math.abs(z - t)),
  },
  ...[0.3, 1, 100].map(
    (huberDelta): Case => ({
      ...{ name: `Huber, delta ${huberDelta}`, loss: 'huber', options: { huberDelta }, shape: [3, 4] },
      labels: values([3, 4], 5),
      lossOf: (outputs, labels) => pairs(outputs, labels, huberOf(huberDelta)),
    }),
  ),
  ...[0, 0.2].map(
    (labelSmoothing): Case => ({
      ...{ name: `binary cross-entropy, smoothing ${labelSmoothing}`, loss: 'binaryCrossEntropy' },
      ...{ options: { labelSmoothing }, shape: [3, 4] },
      labels: float32([1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0], [3, 4]),
      lossOf: (outputs, labels) =>
        pairs(outputs, labels, (z, t) => binary(z, t * (1 - labelSmoothing) + labelSmoothing / 2)),
    }),
  ),
  ...[0, 0.1].map(
    (labelSmoothing): Case => ({
      ...{ name: `cross-entropy of pixels, smoothing ${labelSmoothing}`, loss: 'crossEntropy' },
      ...{ options: { labelSmoothing, ignored: 9 }, shape: [2, 2, 2, 3], labels: places },
      lossOf: (outputs, labels) => pixelLoss(outputs, labels, labelSmoothing),
    }),
  ),
  ...[0, 0.2].map(
    (labelSmoothing): Case => ({
      ...{ name: `binary cross-entropy with weights of positives, smoothing ${labelSmoothing}` },
      ...{ loss: 'binaryCrossEntropy', options: { labelSmoothing, classWeights: WEIGHTS }, shape: [3, 3] },
      labels: float32([1, 0, 0, 1, 1, 1, 0, 0, 1], [3, 3]),
      lossOf: (outputs, labels) =>
        average(
          outputs.map((z, at) => {
            const t = (labels[at] ?? 0) * (1 - labelSmoothing) + labelSmoothing / 2;
            const weight = WEIGHTS[at % 3] ?? 1;
            return -weight * t * Math.log(logistic(z)) - (1 - t) * Math.log(1 - logistic(z));
          }),
        ),
    }),
  ),
  ...[0, 0.1].map(
    (labelSmoothing): Case => ({
      ...{ name: `cross-entropy of weighted pixels, smoothing ${labelSmoothing}`, loss: 'crossEntropy' },
      ...{ options: { labelSmoothing, ignored: 9, classWeights: WEIGHTS }, shape: [2, 2, 2, 3] },
      labels: places,
      lossOf: (outputs, labels) => pixelLoss(outputs, labels, labelSmoothing, WEIGHTS),
    }),
  ),
  {
    ...{
      name: 'cross-entropy of pixels that are all ignored',
      loss: 'crossEntropy',
      options: { ignored: 9 },
    },
    ...{ shape: [1, 1, 2, 3], labels: int32([9, 9], [1, 1, 2]) },
    lossOf: (outputs, labels) => pixelLoss(outputs, labels),
  },
  {
    ...{ name: 'contrastive', loss: 'contrastive', options: { margin: 1.5 }, shape: [4, 1] },
    labels: float32([1, 0, 0, 1], [4, 1]),
    lossOf: (outputs, labels) =>
      pairs(outputs, labels, (d, same) => same * d ** 2 + (1 - same) * Math.max(0, 1.5 - d) ** 2),
  },
  {
    ...{ name: 'triplet', loss: 'triplet', options: { margin: 0.7 }, shape: [4, 2] },
    labels: int32([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1], [4, 3]),
    lossOf: ([near = 0, far = 0]) => Math.max(0, near - far + 0.7),
  },
  {
    ...{ name: 'Dice', loss: 'dice', options: { ignored: 9 }, shape: [2, 2, 2, 3], labels: places },
    lossOf: diceLoss,
  },
];

describe('equals its definition, and its gradient the differences of that', () => {
  it.each(cases)('$name', async ({ loss, options = {}, shape, labels, lossOf }) => {
    const outputs = randomTensor([...shape], 11);
    const [batch = 1] = shape;
    const part = (all: ArrayLike<number>, example: number) => {
      const size = all.length / batch;
      return Array.from({ length: size }, (_, at) => all[example * size + at] ?? 0);
    };
    const total = () =>
      average(
        Array.from({ length: batch }, (_, example) =>
          lossOf(part(outputs.values, example), part(labels.values, example)),
        ),
      );
    const result = await runLowering({
      inputs: [float32(outputs.values, shape)],
      others: { labels },
      outputGradient: float32([1], []),
      lower: ({ graph }, inputs, others) =>
        inputs.map((input) => {
          if (others.labels === undefined) throw new Error('There are no labels.');
          const each = losses[loss].lower(graph, input, others.labels, { ...plain, ...options });
          expect(each.shape).toEqual([null]);
          return mean(graph, each, [0]);
        }),
    });
    expectClose(result.output, float32([total()], []), 'loss');
    const step = 1e-5;
    const differences = Array.from(outputs.values, (value, at) => {
      const moved = [step, -step].map((by) => {
        outputs.values[at] = value + by;
        const lost = total();
        outputs.values[at] = value;
        return lost;
      });
      return ((moved[0] ?? 0) - (moved[1] ?? 0)) / (2 * step);
    });
    const [gradient] = result.inputGradients;
    if (gradient === undefined) throw new Error('The engine gave no gradient.');
    expectClose(gradient, float32(differences, shape), 'd outputs');
  });
});

describe('does not overflow', () => {
  it.each(['binaryCrossEntropy', 'crossEntropy'] as const)('%s', async (loss) => {
    const labels = loss === 'crossEntropy' ? int32([1], [1]) : float32([0, 1], [1, 2]);
    const { output } = await runLowering({
      inputs: [float32([1_000, -1_000], [1, 2])],
      others: { labels },
      lower: ({ graph }, inputs, others) =>
        inputs.flatMap((input) =>
          others.labels === undefined ? [] : [losses[loss].lower(graph, input, others.labels, plain)],
        ),
    });
    expect([...output.values]).toEqual([loss === 'crossEntropy' ? 2_000 : 1_000]);
  });

  it('binaryCrossEntropy with weights', async () => {
    const { output } = await runLowering({
      inputs: [float32([1_000, -1_000], [1, 2])],
      others: { labels: float32([0, 1], [1, 2]) },
      lower: ({ graph }, inputs, others) =>
        inputs.flatMap((input) =>
          others.labels === undefined
            ? []
            : [
                losses.binaryCrossEntropy.lower(graph, input, others.labels, {
                  ...plain,
                  classWeights: [1, 3],
                }),
              ],
        ),
    });
    expect([...output.values]).toEqual([2_000]);
  });
});
