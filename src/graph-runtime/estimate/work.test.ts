import { describe, expect, it } from 'vitest';
import { analyze } from '../infer/analyze';
import { readPreset } from '../testing/presets';
import { type SpeedRecord, withRecord } from './speed-record';
import { trainingWorkOf } from './training-work';
import { NO_WORK, workAt } from './work';

const workOf = (preset: string) => {
  const document = readPreset(preset);
  const analysis = analyze(document);
  return { analysis, work: trainingWorkOf(analysis, document.training, [28, 28, 1]) };
};

describe('the work of a call', () => {
  it('has the products that a network’s layers count, forward', () => {
    for (const preset of ['lenet', 'densenet', 'mobilenet']) {
      const { analysis, work } = workOf(preset);
      const { convolution, depthwise, matrix } = work.evaluation.perExample;
      // Networks without layers whose products are made in fewer (Winograd, small maps).
      expect(convolution + depthwise + matrix).toBe(analysis.cost.multiplyAccumulates);
    }
  });

  it('has about three times as many in a step: forward, and backward for weights and inputs', () => {
    const { analysis, work } = workOf('densenet');
    const { convolution, matrix } = work.step.perExample;
    const times = (convolution + matrix) / analysis.cost.multiplyAccumulates;
    expect(times).toBeGreaterThan(2.5);
    expect(times).toBeLessThanOrEqual(3);
  });

  it('is a part that every call has, and one for each example', () => {
    const { work } = workOf('lenet');
    const [none, one, two] = [0, 1, 2].map((examples) => workAt(work.step, examples));
    expect((two?.bytes ?? 0) - (one?.bytes ?? 0)).toBeCloseTo((one?.bytes ?? 0) - (none?.bytes ?? 0), 6);
    expect(none?.ops).toBe(two?.ops);
  });
});

describe('the records of a machine', () => {
  const record = (key: string, source: SpeedRecord['source'], seconds: number): SpeedRecord => ({
    ...{ key, source, seconds, work: NO_WORK, at: 0 },
    ...{ device: { kind: 'cpu', name: 'CPU' }, engine: 'TensorFlow', precision: 'float32' },
  });
  const all = (records: readonly SpeedRecord[]) =>
    records.reduce<readonly SpeedRecord[]>(withRecord, []).map(({ seconds }) => seconds);

  it('keep runs side by side, and the newest probe of each network', () => {
    expect(all([record('a', 'run', 1), record('a', 'run', 2)])).toEqual([1, 2]);
    expect(all([record('a', 'probe', 1), record('b', 'probe', 2), record('a', 'probe', 3)])).toEqual([2, 3]);
    expect(all([record('a', 'probe', 1), record('a', 'run', 2)])).toEqual([1, 2]);
  });

  it('are bounded: the oldest go', () => {
    const many = Array.from({ length: 200 }, (_, index) => record(`${index}`, 'run', index + 1));
    const kept = all(many);
    expect(kept).toHaveLength(60);
    expect(kept[59]).toBe(200);
  });
});
