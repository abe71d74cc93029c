import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import { Progress } from './progress';

type StepEvent = Extract<RunEvent, { type: 'step' }>;

/** A clock that is set by hand, and what was reported. */
function open() {
  const events: StepEvent[] = [];
  let clock = 0;
  const progress = new Progress(
    (event) => {
      if (event.type === 'step') events.push(event);
    },
    () => clock,
  );
  const step = (seconds: number, more: { loss?: number; correct?: number; isLast?: boolean } = {}) => {
    clock += seconds * 1000;
    const result = { examples: 10, loss: more.loss ?? 1, sums: [more.correct ?? 5], seconds };
    const remaining = { trainExamples: 100, testPasses: 2 };
    progress.step(result, { step: 1, epoch: 0.1 }, remaining, more.isLast ?? false);
  };
  return { events, progress, step };
}

describe('Progress', () => {
  it('reports about four times a second, with a point for every tenth, whatever the step takes', () => {
    const { events, step } = open();
    for (let index = 0; index < 1000; index += 1) step(0.001);
    expect(events.length).toBeGreaterThanOrEqual(4);
    expect(events.length).toBeLessThanOrEqual(5);
    const points = events.flatMap((event) => event.points);
    expect(points.length).toBeGreaterThanOrEqual(9);
    expect(points.length).toBeLessThanOrEqual(13);
  });

  it('averages over the steps since the last point', () => {
    const { events, step } = open();
    step(1);
    step(0.02, { loss: 2, correct: 10 });
    step(0.02, { loss: 4, correct: 0 });
    step(0.08, { loss: 6, correct: 5 });
    step(0.02, { loss: 1, correct: 10 });
    step(0.2, { loss: 3, correct: 10 });
    expect(events[1]?.points).toEqual([
      { step: 1, epoch: 0.1, loss: 4, accuracy: 0.5 },
      { step: 1, epoch: 0.1, loss: 2, accuracy: 1 },
    ]);
  });

  it('does not count the first step, in which the graph is optimized', () => {
    const { events, step } = open();
    step(5);
    step(0.1);
    step(0.1, { isLast: true });
    expect(events.at(-1)?.examplesPerSecond).toBeCloseTo(100);
  });

  it('follows a change of speed within some seconds', () => {
    const { events, step } = open();
    for (let index = 0; index < 50; index += 1) step(0.1);
    for (let index = 0; index < 12; index += 1) step(0.5);
    expect(events.at(-1)?.examplesPerSecond).toBeCloseTo(20);
  });

  it('counts test passes into the time left', () => {
    const { events, progress, step } = open();
    progress.setTestSeconds(3);
    step(1);
    step(0.1, { isLast: true });
    expect(events.at(-1)?.secondsLeft).toBeCloseTo(100 / 100 + 2 * 3);
  });

  it('reports before a pause', () => {
    const { events, step } = open();
    step(1);
    step(0.001, { isLast: true });
    expect(events).toHaveLength(2);
  });
});
