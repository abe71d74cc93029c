import { describe, expect, it } from 'vitest';
import { firstAtLeast } from './first-at-least';

describe('the first value that is at least a bound', () => {
  it('is the one that looking at each finds, with equal values and none among them', () => {
    for (const values of [[], [3], [1, 2, 2, 2, 5, 8], [-1, 0, 0.5, 4, 4]]) {
      for (let bound = -2; bound <= 9; bound += 0.5) {
        const found = values.findIndex((value) => value >= bound);
        expect(firstAtLeast(values, bound)).toBe(found === -1 ? values.length : found);
      }
    }
  });
});
