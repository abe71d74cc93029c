import { describe, expect, it } from 'vitest';
import { kindSchema } from '../kind';
import { learningRateAt, schedules } from './registry';

const scheduleSchema = kindSchema(schedules);

const at = (settings: object, epoch: number, epochs = 10) =>
  learningRateAt(scheduleSchema.parse(settings), 0.8, { epoch, epochs }, 100);

describe('learningRateAt', () => {
  it('stays constant', () => {
    expect([0, 3.5, 9.99].map((epoch) => at({ type: 'constant' }, epoch))).toEqual([0.8, 0.8, 0.8]);
  });

  it('falls in steps, at the beginning of an epoch', () => {
    const settings = { type: 'step', everyEpochs: 2, factor: 0.5 };
    expect([0, 1.99, 2, 3.99, 4].map((epoch) => at(settings, epoch))).toEqual([0.8, 0.8, 0.4, 0.4, 0.2]);
  });

  it('falls exponentially, within epochs too', () => {
    const settings = { type: 'exponential', factorPerEpoch: 0.25 };
    expect(at(settings, 0.5)).toBeCloseTo(0.4);
    expect(at(settings, 1)).toBeCloseTo(0.2);
  });

  it('follows half a cosine down to the minimum', () => {
    const settings = { type: 'cosine', minimum: 0.2 };
    expect(at(settings, 0)).toBeCloseTo(0.8);
    expect(at(settings, 5)).toBeCloseTo(0.5);
    expect(at(settings, 10)).toBeCloseTo(0.2);
  });

  it.each(['constant', 'cosine'])('grows linearly in the warm-up before %s', (type) => {
    const settings = { type, warmupEpochs: 2 };
    expect(at(settings, 0)).toBeCloseTo(0.8 / 200);
    expect(at(settings, 0.99)).toBeCloseTo(0.4);
    expect(at(settings, 1.99)).toBeCloseTo(0.8);
    expect(at(settings, 2)).toBeCloseTo(0.8);
  });

  it('lets the schedule begin after the warm-up', () => {
    const settings = { type: 'step', everyEpochs: 2, factor: 0.5, warmupEpochs: 1 };
    expect([2.9, 3, 4.9, 5].map((epoch) => at(settings, epoch))).toEqual([0.8, 0.4, 0.4, 0.2]);
    expect(at({ type: 'cosine', minimum: 0, warmupEpochs: 2 }, 6)).toBeCloseTo(0.4);
  });

  it('rises and falls in one cycle', () => {
    const settings = { type: 'oneCycle', riseShare: 0.4, initialDivisor: 8, finalDivisor: 100 };
    expect([0, 2, 4, 7, 10].map((epoch) => at(settings, epoch))).toEqual(
      [0.1, 0.45, 0.8, 0.4005, 0.001].map((rate) => expect.closeTo(rate, 10)),
    );
  });

  it('restarts from the full rate, in cycles that grow', () => {
    const settings = { type: 'cosineRestarts', firstEpochs: 2, growth: 2, minimum: 0.2 };
    // Cycles of 2, 4 and 8 epochs.
    expect([0, 1, 2, 4, 6, 10, 14].map((epoch) => at(settings, epoch, 14))).toEqual(
      [0.8, 0.5, 0.8, 0.5, 0.8, 0.5, 0.8].map((rate) => expect.closeTo(rate, 10)),
    );
    expect(at(settings, 1.999)).toBeCloseTo(0.2, 5);
    expect(at(settings, 5.999)).toBeCloseTo(0.2, 5);
    const equal = { ...settings, growth: 1 };
    expect([0, 1, 2, 3, 4].map((epoch) => at(equal, epoch))).toEqual(
      [0.8, 0.5, 0.8, 0.5, 0.8].map((rate) => expect.closeTo(rate, 10)),
    );
  });

  it('falls at every plateau, down to the minimum', () => {
    const settings = scheduleSchema.parse({ type: 'reduceOnPlateau', factor: 0.5, minimum: 0.15 });
    const rates = [0, 1, 2, 3].map((plateaus) =>
      learningRateAt(settings, 0.8, { epoch: 5, epochs: 10, plateaus }, 100),
    );
    expect(rates).toEqual([0.8, 0.4, 0.2, 0.15]);
  });

  it('survives a warm-up as long as the run', () => {
    expect(at({ type: 'cosine', minimum: 0.1, warmupEpochs: 10 }, 10)).toBeCloseTo(0.1);
  });
});
