import { describe, expect, it } from 'vitest';
import { trainingSettingsSchema } from '../../../graph-runtime/document/document';
import { scheduleCurve } from './schedule-curve';

const withSchedule = (schedule: object) =>
  trainingSettingsSchema.parse({ epochs: 10, optimizer: { type: 'sgd', learningRate: 0.8 }, schedule });

describe('scheduleCurve', () => {
  it('is nothing when the learning rate never changes', () => {
    expect(scheduleCurve(withSchedule({ type: 'constant' }))).toBeNull();
  });

  it('rises through the warm-up', () => {
    const { rates } = scheduleCurve(withSchedule({ type: 'constant', warmupEpochs: 5 })) ?? { rates: [] };
    expect(rates[0]).toBeCloseTo(0.8 / 500, 6);
    expect(rates[60]).toBeCloseTo(0.8 / 2, 2);
    expect(rates[rates.length - 1]).toBeCloseTo(0.8, 6);
  });

  it('falls in steps', () => {
    const { rates } = scheduleCurve(withSchedule({ type: 'step', everyEpochs: 5, factor: 0.5 })) ?? {
      rates: [],
    };
    expect(new Set(rates.map((rate) => rate.toFixed(6)))).toEqual(new Set(['0.800000', '0.400000']));
    expect(rates[119]).toBeCloseTo(0.8, 6);
    expect(rates[120]).toBeCloseTo(0.4, 6);
  });
});
