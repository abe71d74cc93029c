import { describe, expect, it } from 'vitest';
import { figuresAt, meanF1 } from './threshold-figures';

/** Three examples of three classes; the third class is never there. */
const labels = Uint8Array.from([1, 0, 0, 1, 1, 0, 0, 1, 0]);
const probabilities = Float32Array.from([0.9, 0.6, 0.1, 0.4, 0.7, 0.2, 0.3, 0.8, 0.1]);

describe('figuresAt', () => {
  it('counts what is said from the threshold on', () => {
    const [first, second, third] = figuresAt(labels, probabilities, 3, 0.5);
    expect(first).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, count: 2 });
    expect(second).toEqual({ precision: 2 / 3, recall: 1, f1: 0.8, count: 2 });
    expect(third).toEqual({ precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, count: 0 });
  });

  it('follows the threshold', () => {
    expect(figuresAt(labels, probabilities, 3, 0.35)[0]).toMatchObject({ precision: 1, recall: 1, f1: 1 });
    expect(figuresAt(labels, probabilities, 3, 0)[2]).toMatchObject({ precision: 0, f1: 0 });
  });

  it('are averaged without classes of which nothing can be said', () => {
    expect(meanF1(figuresAt(labels, probabilities, 3, 0.5))).toBeCloseTo((2 / 3 + 0.8) / 2);
  });
});
