import { describe, expect, it } from 'vitest';
import type { LearningRatePoint } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { RunControl } from '../prepare/run-control';
import { DATASETS, smallNetwork } from '../testing/run-training';
import { sickNetworks } from '../testing/sick-networks';
import { findLearningRate } from './find-learning-rate';

async function find(document: NetloomDocument, stopAfter = Number.POSITIVE_INFINITY) {
  const reported: LearningRatePoint[] = [];
  let points: readonly LearningRatePoint[] = [];
  const control = new RunControl();
  await findLearningRate({
    command: { type: 'find-learning-rate', document },
    datasets: DATASETS,
    control,
    send: (message) => {
      if (message.type === 'learning-rate') reported.push(message.point);
      if (message.type === 'learning-rates') points = message.points;
      if (reported.length === stopAfter) control.stop();
    },
  });
  expect(points).toEqual(reported);
  return points;
}

const sgd = { type: 'sgd', learningRate: 0.123, weightDecay: 0, clipNorm: null } as const;
const document = smallNetwork({ batchSize: 128, optimizer: sgd });

describe('the learning-rate finder', () => {
  it('sees the loss stay and fall while the rate grows, and repeats itself bit for bit', async () => {
    const points = await find(document);
    const lowest = points.reduce((best, point) => (point.loss < best.loss ? point : best));
    // A fresh network is at chance, and rates far too small leave it there.
    const standing = points.filter(({ learningRate }) => learningRate < 1e-4 && learningRate > 1e-5);
    for (const { loss } of standing) expect(Math.abs(loss - Math.log(10))).toBeLessThan(0.3);
    expect(lowest.loss).toBeLessThan(1.9);
    expect(lowest.learningRate).toBeGreaterThan(0.02);
    // Every rate is the same factor above the one before.
    for (const [at, { learningRate }] of points.slice(1).entries()) {
      expect(learningRate / (points[at]?.learningRate ?? 0)).toBeCloseTo(1e7 ** (1 / 119), 9);
    }
    expect(await find(document)).toEqual(points);
  });

  it('ends when the loss breaks down, before the highest rate', async () => {
    const points = await find(sickNetworks['exploding-gradients']);
    expect(points.at(-1)?.learningRate).toBeLessThan(10);
    for (const { loss } of points) expect(Number.isFinite(loss)).toBe(true);
  });

  it('answers what it has when it is stopped', async () => {
    expect(await find(document, 7)).toHaveLength(7);
  });
});
