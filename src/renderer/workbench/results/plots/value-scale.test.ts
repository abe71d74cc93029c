import { describe, expect, it } from 'vitest';
import { valueScale } from './value-scale';

describe('valueScale', () => {
  it('ends at round numbers, with round marks between them', () => {
    const scale = valueScale([0.13, 4.9, Number.NaN]);
    expect(scale.ticks).toEqual([0, 1, 2, 3, 4, 5]);
    expect([scale.place(0), scale.place(2.5), scale.place(5)]).toEqual([0, 0.5, 1]);
  });

  it('holds tiny, huge and negative values', () => {
    expect(valueScale([-0.004, 0.003]).ticks[0]).toBeLessThanOrEqual(-0.004);
    const large = valueScale([-3e9, 1e9]);
    expect([large.minimum, large.maximum]).toEqual([-3e9, 1e9]);
    expect(large.ticks).toHaveLength(5);
  });

  it('has a length where all values are equal, or there are none', () => {
    for (const values of [[7, 7], [0], [], [Number.NaN]]) {
      const { minimum, maximum, ticks } = valueScale(values);
      expect(maximum).toBeGreaterThan(minimum);
      expect(ticks.length).toBeGreaterThan(1);
    }
  });
});
