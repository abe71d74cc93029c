import { describe, expect, it } from 'vitest';
import { type SplitSettings, splitExamples } from './split-examples';

/** Three classes: half of the examples, a third, a sixth. */
const labels = Uint8Array.from({ length: 600 }, (_, at) => (at % 6 < 3 ? 0 : at % 6 < 5 ? 1 : 2));
const split = (settings: Partial<SplitSettings> = {}) => splitExamples(labels, { seed: 3, ...settings });
const counts = (examples: Int32Array) =>
  [0, 1, 2].map((label) => examples.filter((example) => labels[example] === label).length);

describe('splitting the training examples', () => {
  it('trains on all of them where no share is set', () => {
    const all = Array.from(labels, (_, at) => at);
    expect([...split().train]).toEqual(all);
    expect([...split({ trainingShare: 1 }).train]).toEqual(all);
    expect(split().validation).toHaveLength(0);
  });

  it('takes the same share of every class', () => {
    const { train } = split({ trainingShare: 0.2 });
    expect(counts(train)).toEqual([60, 40, 20]);
    expect([...train]).toEqual([...new Set(train)].sort((a, b) => a - b));
  });

  it('takes as many as the share says, also where classes do not divide evenly', () => {
    for (const trainingShare of [0.001, 0.013, 0.1, 0.333, 0.777, 0.999]) {
      const { train } = split({ trainingShare });
      expect(train).toHaveLength(Math.max(1, Math.round(600 * trainingShare)));
      counts(train).forEach((count, label) => {
        const exact = (train.length * (counts(split().train)[label] ?? 0)) / 600;
        expect(Math.abs(count - exact)).toBeLessThan(1);
      });
    }
  });

  it('depends on the seed, and on nothing else', () => {
    const settings = { trainingShare: 0.2, validationShare: 0.1 };
    expect(split(settings)).toEqual(split(settings));
    expect(split({ ...settings, seed: 4 }).train).not.toEqual(split(settings).train);
  });

  it('holds out the same examples for validation, whatever share of the others is trained on', () => {
    const whole = split({ validationShare: 0.1 });
    const part = split({ validationShare: 0.1, trainingShare: 0.2 });
    expect(part.validation).toEqual(whole.validation);
    expect(part.train).toHaveLength(108);
    expect(part.train.every((example) => whole.train.includes(example))).toBe(true);
  });
});
