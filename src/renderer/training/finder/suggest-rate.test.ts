import { describe, expect, it } from 'vitest';
import { suggestRate } from './suggest-rate';

/** Rates from 1e-6 to 10 and a loss over the logarithm of the rate. */
function curve(lossAt: (exponent: number) => number) {
  return Array.from({ length: 141 }, (_, at) => {
    const exponent = -6 + at / 20;
    return { learningRate: 10 ** exponent, loss: lossAt(exponent) };
  });
}

describe('suggestRate', () => {
  it('takes the steepest fall, not the lowest loss', () => {
    // Falls steepest about 1e-2, is lowest about 1e-1 and breaks afterwards.
    const rate = suggestRate(
      curve((x) => 2.3 - 2 / (1 + Math.exp(-6 * (x + 2))) + (x > -1 ? 8 * (x + 1) : 0)),
    );
    expect(rate).toBeGreaterThan(0.007);
    expect(rate).toBeLessThan(0.013);
  });

  it('suggests nothing where nothing is learned', () => {
    expect(suggestRate(curve(() => 2.3))).toBeNull();
    expect(suggestRate(curve((x) => 2.3 + 0.1 * (x + 6)))).toBeNull();
    expect(suggestRate([])).toBeNull();
  });
});
