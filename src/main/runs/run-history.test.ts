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
const epochEvent = (epoch: number): RunEvent => ({
  type: 'epoch',
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
  it('answers the newest state, all epochs and all points', () => {
    const history = new RunHistory();
    expect(history.events()).toEqual([]);
    const events: RunEvent[] = [
      { type: 'preparing', stage: 'starting' },
      { type: 'preparing', stage: 'compiling' },
      compiled,
      stepEvent([point(1), point(2)], 10, 100),
      stepEvent([point(3)], 20, 200),
      { type: 'evaluating', epoch: 1 },
      epochEvent(1),
      { type: 'done', seconds: 3 },
    ];
    for (const event of events) history.add(event);
    expect(history.events()).toEqual([
      { type: 'preparing', stage: 'compiling' },
      compiled,
      // Told in one event, every point keeps the speed and the memory of its own.
      stepEvent(
        [
          { ...point(1), examplesPerSecond: 10, memoryBytes: 100 },
          { ...point(2), examplesPerSecond: 10, memoryBytes: 100 },
          { ...point(3), examplesPerSecond: 20, memoryBytes: 200 },
        ],
        20,
        200,
      ),
      epochEvent(1),
      { type: 'done', seconds: 3 },
    ]);
    expect(history.lastStep).toBe(3);
    expect(history.progress).toBeCloseTo(3 / 20_000);
  });

  it('stays small however long the run is, and keeps the curve', () => {
    const history = new RunHistory();
    history.add(compiled);
    const count = 100_000;
    for (let step = 1; step <= count; step += 1) history.add(stepEvent([point(step)]));
    for (let epoch = 1; epoch <= 40_000; epoch += 1) history.add(epochEvent(epoch));
    const events = history.events();
    expect(events.length).toBeLessThan(10_010);
    expect(events[events.length - 1]).toEqual(epochEvent(40_000));
    const points = events.flatMap((event) => (event.type === 'step' ? event.points : []));
    expect(points.length).toBeLessThanOrEqual(4_000);
    expect(points[points.length - 1]?.step).toBe(count);
    // Every point is the mean over its own steps, so the mean over all of them is the mean of the whole curve.
    let sum = 0;
    let before = 0;
    for (const { step, loss } of points) {
      sum += loss * (step - before);
      before = step;
    }
    expect(sum / count).toBeCloseTo((count + 1) / 2, 6);
  });

  it('is not evaluating any more once the epoch is done', () => {
    const history = new RunHistory();
    history.add({ type: 'evaluating', epoch: 1 });
    expect(history.events()).toEqual([{ type: 'evaluating', epoch: 1 }]);
    history.add(epochEvent(1));
    expect(history.events()).toEqual([epochEvent(1)]);
  });
});
