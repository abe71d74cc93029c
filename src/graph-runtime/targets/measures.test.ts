import { describe, expect, it } from 'vitest';
import type { TargetDescription } from '../datasets/target-description';
import { balanceOfIndices } from './class-weights';
import { isBetter, metric } from './metrics';
import { lossOf, targetKind, targetKindFor, targetKinds, trainedTarget } from './registry';
import type { TargetKindId } from './target-kind';

/* Metrics of sums that were counted by hand. */

const classNames = ['a', 'b', 'c'];

function measure(
  kind: TargetKindId,
  sums: readonly number[],
  examples: number,
  description: TargetDescription,
) {
  const target = trainedTarget(description, kind === 'input' ? { target: 'input' } : {});
  if (target === null) throw new Error('no target');
  expect(target.kind.id).toBe(kind);
  return target.kind.measure(sums, examples, target);
}

describe('metrics', () => {
  it('of one class: the share of right predictions', () => {
    expect(measure('class', [3], 4, { kind: 'class', classNames })).toEqual({ accuracy: 0.75 });
  });

  it('of several classes: macro F1 over the classes that occur or are predicted, and exact matches', () => {
    // Class a: 2 found of 3 predicted and 2 there; class b: 0 of 1 and 1; class c: never.
    const sums = [1, ...[2, 0, 0], ...[3, 1, 0], ...[2, 1, 0]];
    const { meanF1, exactMatch } = measure('classes', sums, 4, { kind: 'classes', classNames });
    expect(meanF1).toBeCloseTo((4 / 5 + 0) / 2, 12);
    expect(exactMatch).toBe(0.25);
  });

  it('of numbers: in the units of the data, R² of the whole', () => {
    // Labels 10, 20, 30 with mean 20 and deviation 10 are -1, 0, 1; predicted as 12, 20, 27: 0.2, 0, -0.3 off.
    const sums = [0.04 + 0.09, 0.5, 0, 2];
    const description = { kind: 'numbers', names: ['price'], mean: [20], deviation: [10] } as const;
    const values = measure('numbers', sums, 3, {
      ...description,
      names: ['price'],
      mean: [20],
      deviation: [10],
    });
    expect(values.meanSquaredError).toBeCloseTo((4 + 9) / 3, 10);
    expect(values.meanAbsoluteError).toBeCloseTo(5 / 3, 10);
    expect(values.rootMeanSquaredError).toBeCloseTo(Math.sqrt(13 / 3), 10);
    expect(values.r2).toBeCloseTo(1 - 13 / 200, 10);
  });

  it('of numbers that are all equal: no R²', () => {
    const description: TargetDescription = { kind: 'numbers', names: ['price'], mean: [20], deviation: [10] };
    expect(measure('numbers', [1, 1, 3, 3], 3, description).r2).toBeNaN();
  });

  it('of masks: IoU from the confusion matrix, without classes that are nowhere', () => {
    const confusion = [...[5, 1, 0], ...[2, 2, 0], ...[0, 0, 0]];
    const { meanIou, pixelAccuracy } = measure('mask', confusion, 2, { kind: 'mask', classNames });
    expect(meanIou).toBeCloseTo((5 / 8 + 2 / 5) / 2, 12);
    expect(pixelAccuracy).toBe(0.7);
  });

  it('of the input itself: means over the examples', () => {
    expect(measure('input', [0.5, 1.5], 5, { kind: 'none' })).toEqual({
      meanSquaredError: 0.1,
      meanAbsoluteError: 0.3,
    });
  });
});

describe('every kind of target', () => {
  it('has metrics and losses that are described, and is found by its data', () => {
    for (const { id, metrics, losses } of targetKinds) {
      expect(targetKind(id).id).toBe(id);
      expect(metrics.length).toBeGreaterThan(0);
      expect(losses.length).toBeGreaterThan(0);
      for (const each of metrics) expect(metric(each).id).toBe(each);
    }
    expect(targetKindFor({ kind: 'none' }, {})).toBeNull();
    expect(targetKindFor({ kind: 'class', classNames }, { target: 'input' })?.id).toBe('input');
    expect(targetKindFor({ kind: 'class', classNames }, { target: 'pair' })?.id).toBe('pair');
    expect(targetKindFor({ kind: 'none' }, { target: 'triplet' })).toBeNull();
  });

  it('takes the loss that was chosen, else the output’s own where it fits, else the usual one', () => {
    const numbers = targetKind('numbers');
    expect(lossOf({ kind: numbers, loss: 'huber' }, 'crossEntropy')).toBe('huber');
    expect(lossOf({ kind: numbers, loss: null }, 'meanSquaredError')).toBe('meanSquaredError');
    expect(lossOf({ kind: numbers, loss: null }, 'crossEntropy')).toBe('meanSquaredError');
    expect(lossOf({ kind: targetKind('mask'), loss: null }, 'crossEntropy')).toBe('crossEntropy');
    expect(lossOf({ kind: targetKind('classes'), loss: null }, 'crossEntropy')).toBe('binaryCrossEntropy');
  });

  it('knows which values are better', () => {
    expect(isBetter('r2', 0.5, -1)).toBe(true);
    expect(isBetter('meanSquaredError', 0.5, 1)).toBe(true);
  });
});

describe('balanced class weights', () => {
  const balanced = (labels: readonly number[], classes: number) => {
    const balance = balanceOfIndices(classes);
    // In two parts, as they come.
    balance.add(labels.slice(0, 2));
    balance.add(labels.slice(2));
    return balance.weights();
  };

  it('are n / (k nc), as scikit-learn has them', () => {
    expect(balanced([0, 0, 0, 1], 2)).toEqual([4 / 6, 2]);
  });

  it('have a mean of 1 over the labels, also where a class is missing', () => {
    const labels = [0, 0, 0, 2, 2, 0];
    const weights = balanced(labels, 3);
    expect(weights[1]).toBe(0);
    const total = labels.reduce((sum, label) => sum + (weights[label] ?? 0), 0);
    expect(total / labels.length).toBeCloseTo(1, 12);
  });

  it('of masks are of the pixels that count', () => {
    expect(targetKind('mask').classBalance?.('dice', 2)).toBeNull();
    const balance = targetKind('mask').classBalance?.('crossEntropy', 2);
    balance?.add([0, 0, 255, 0, 1, 255]);
    expect(balance?.weights()).toEqual([4 / 6, 2]);
  });

  it('of several classes make positives of each class count as much as its negatives, as in PyTorch’s documentation', () => {
    const balance = targetKind('classes').classBalance?.('binaryCrossEntropy', 4);
    // The third class never occurs, the fourth always.
    balance?.add([1, 0, 0, 1, 0, 1, 0, 1]);
    balance?.add([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(balance?.weights()).toEqual([3, 1 / 3, 1, 1]);
  });
});
