import { describe, expect, it } from 'vitest';
import { StepSeries } from './step-series';

const point = (step: number) => ({ step, epoch: step / 10, loss: 1 / step, accuracy: 1 - 1 / step });

describe('StepSeries', () => {
  it('is empty at first', () => {
    const series = new StepSeries();
    expect(series.length).toBe(0);
    expect(series.lastStep).toBe(0);
    expect([...series.losses]).toEqual([]);
  });

  it('keeps every point of a run far longer than its first capacity', () => {
    const series = new StepSeries();
    for (let start = 1; start <= 100_000; start += 250) {
      series.append(Array.from({ length: 250 }, (_, index) => point(start + index)));
    }
    expect(series.length).toBe(100_000);
    expect(series.lastStep).toBe(100_000);
    expect(series.epochs[49_999]).toBe(5_000);
    expect(series.losses[99_999]).toBe(1 / 100_000);
    expect(series.accuracies[0]).toBe(0);
  });

  it('leaves out points it already has', () => {
    const series = new StepSeries();
    series.append([point(1), point(3)]);
    series.append([point(1), point(3), point(4)]);
    expect([...series.epochs]).toEqual([0.1, 0.3, 0.4]);
  });

  it('has no number where a point has neither speed nor memory', () => {
    const series = new StepSeries();
    series.append([{ ...point(1), examplesPerSecond: 10, memoryBytes: 100 }, point(2)]);
    expect([...series.column('speed')]).toEqual([10, Number.NaN]);
    expect([...series.column('memory')]).toEqual([100, Number.NaN]);
    expect([...series.column('trainingSeconds')]).toEqual([Number.NaN, Number.NaN]);
  });
});
