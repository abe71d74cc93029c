import { expect, it } from 'vitest';
import { unstandardizedNumber } from './standardized-numbers';

const stored = (value: number, mean: number, deviation: number) => Math.fround((value - mean) / deviation);

/** As the data set's own decimals were, whatever the means and deviations were. */
it('gives numbers back as they were written, to the decimals of float32', () => {
  const values = [0, 1, -1, 0.1, -2.5, 27, 5.4554, 1e-4, 80.25];
  for (const mean of [0, 3.357_142_857, -0.000_71, 41.5, 1 / 3]) {
    for (const deviation of [1, 3.996_873_2, 0.013_7, 1_234.567]) {
      for (const value of values) {
        const number = unstandardizedNumber(stored(value, mean, deviation), mean, deviation);
        const digit = Math.abs(value - mean) * 2 ** -23;
        // Where float32 has the decimals that the source had, they are exactly these.
        if (digit < 1e-5) expect(number).toBe(value);
        else expect(Math.abs(number - value)).toBeLessThanOrEqual(6 * digit);
      }
    }
  }
});

it('shows 0 as 0, and no negative one', () => {
  const [mean, deviation] = [3.304_123_711_340_206, 4.212_344_1];
  expect(stored(0, mean, deviation) * deviation + mean).not.toBe(0);
  expect(Object.is(unstandardizedNumber(stored(0, mean, deviation), mean, deviation), 0)).toBe(true);
});
