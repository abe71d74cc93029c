import { describe, expect, it } from 'vitest';
import type { RunEvent, StepPoint } from '../../contract/contract';
import { RunHistory } from './run-history';

const compiled: RunEvent = {
  type: 'compiled',
  device: { kind: 'cpu', name: 'A processor' },
  engine: 'TensorFlow',
  trainableParameters: 10,
  stepsPerEpoch: 100,
  epochs: 200,
  trainCount: 100,
  testCount: 10,
  secondsToFirstStep: 1,
};
const point = (step: number): StepPoint => ({ step, epoch: step / 100, loss: step, accuracy: 0.5 });
const stepEvent = (points: StepPoint[], examplesPerSecond = 1, memoryBytes = 100): RunEvent => ({
  type: 'step',
  points,
  examplesPerSecond,
  secondsLeft: 1,
  memoryBytes,
});
const epochEvent = (epoch: number) => ({
  type: 'epoch' as const,
  point: {
    epoch,
    trainLoss: 1,
    trainAccuracy: 1,
    testLoss: 1,
    testAccuracy: 1,
    seconds: 1,
    examplesPerSecond: 1,
  },
});

describe('RunHistory', () => {
  it('keeps with each point the speed and the memory of its event', () => {
    const history = new RunHistory();
    history.add(compiled);
    history.add(stepEvent([point(1), point(2)], 10, 100));
    history.add(stepEvent([point(3)], 20, 200));
    expect(history.curves().points).toEqual([
      { ...point(1), examplesPerSecond: 10, memoryBytes: 100 },
      { ...point(2), examplesPerSecond: 10, memoryBytes: 100 },
      { ...point(3), examplesPerSecond: 20, memoryBytes: 200 },
    ]);
    expect(history.status).toMatchObject({ phase: 'training', lastStep: 3, examplesPerSecond: 20 });
  });

  it('stays small however long the run is, and keeps the curve', () => {
    const history = new RunHistory();
    history.add(compiled);
    const count = 100_000;
    for (let step = 1; step <= count; step += 1) history.add(stepEvent([point(step)]));
    for (let epoch = 1; epoch <= 40_000; epoch += 1) history.add(epochEvent(epoch));
    const { points, epochs } = history.curves();
    expect(epochs.length).toBeLessThanOrEqual(10_000);
    expect([epochs[0], epochs.at(-1)]).toEqual([epochEvent(1).point, epochEvent(40_000).point]);
    expect(points.length).toBeLessThanOrEqual(4_000);
    expect(points.at(-1)?.step).toBe(count);
    // Every point is the mean over its own steps, so the mean over all of them is the mean of the whole curve.
    let sum = 0;
    let before = 0;
    for (const { step, loss } of points) {
      sum += loss * (step - before);
      before = step;
    }
    expect(sum / count).toBeCloseTo((count + 1) / 2, 6);
  });
});
