import { describe, expect, it } from 'vitest';
import { float32, int32 } from '../../../main/trainer/engine/tensor-data';
import { expectClose } from '../../testing/closeness';
import { randomTensor } from '../../testing/double-tensor';
import { runLowering } from '../../testing/run-lowering';
import { crossEntropy } from '../losses/cross-entropy';
import type { LossOptions } from '../losses/loss';
import { binaryOfPixels, classScores } from './pixel-scores';

const plain: LossOptions = { labelSmoothing: 0, huberDelta: 1, margin: 1, ignored: 9, classWeights: null };
const logistic = (value: number) => 1 / (1 + Math.exp(-value));
const binary = (z: number, t: number) => -t * Math.log(logistic(z)) - (1 - t) * Math.log(1 - logistic(z));
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of four pixels of two examples; the class 9 does not count. */
const labels = int32([0, 1, 1, 0, 1, 1, 9, 0], [2, 2, 2]);

/** The loss of each example, by its definition. @param lossOf of a pixel's scores and its class */
function expected(
  scores: readonly number[],
  channels: number,
  lossOf: (scores: readonly number[], label: number) => number,
): number[] {
  return [0, 1].map((example) =>
    average(
      [0, 1, 2, 3].flatMap((place) => {
        const at = 4 * example + place;
        const label = labels.values[at] ?? 0;
        return label === 9 ? [] : [lossOf(scores.slice(channels * at, channels * (at + 1)), label)];
      }),
    ),
  );
}

describe('one score for two classes', () => {
  it.each([0, 0.2])('is learned by the binary cross-entropy, smoothing %d', async (labelSmoothing) => {
    const { values } = randomTensor([2, 2, 2, 1], 3);
    const { output } = await runLowering({
      inputs: [float32(values, [2, 2, 2, 1])],
      others: { labels },
      outputGradient: float32([1, 1], [2]),
      lower: ({ graph }, [scores], others) => {
        if (scores === undefined || others.labels === undefined) throw new Error('all is given');
        const all = classScores(graph, scores);
        return [crossEntropy.lower(graph, all, others.labels, { ...plain, labelSmoothing })];
      },
    });
    const losses = expected([...values], 1, ([z = 0], label) =>
      binary(z, label * (1 - labelSmoothing) + labelSmoothing / 2),
    );
    expectClose(output, float32(losses, [2]), 'loss');
  });
});

it.each([
  ['plain', {}, [1, 1, 1]],
  ['smoothed', { labelSmoothing: 0.2 }, [1, 1, 1]],
  ['weighted', { classWeights: [0.5, 2, 3] }, [0.5, 2, 3]],
] as const)(
  'a question for each class is the mean of their binary cross-entropies: %s',
  async (_name, options, weights) => {
    const { values } = randomTensor([2, 2, 2, 3], 5);
    const { output } = await runLowering({
      inputs: [float32(values, [2, 2, 2, 3])],
      others: { labels },
      outputGradient: float32([1, 1], [2]),
      lower: ({ graph }, [scores], others) => {
        if (scores === undefined || others.labels === undefined) throw new Error('all is given');
        return [binaryOfPixels(graph, scores, others.labels, { ...plain, ...options })];
      },
    });
    const smoothing = 'labelSmoothing' in options ? options.labelSmoothing : 0;
    const losses = expected([...values], 3, (scores, label) => {
      const each = scores.map((z, k) => binary(z, Number(k === label) * (1 - smoothing) + smoothing / 2));
      return (weights[label] ?? 1) * average(each);
    });
    expect(output.shape).toEqual([2]);
    expectClose(output, float32(losses, [2]), 'loss');
  },
);
