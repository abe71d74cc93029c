import { expect, it } from 'vitest';
import { averagePrecision } from './average-precision';

it('is the area below precision over recall', () => {
  // scikit-learn's own example: average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) is 0.83.
  expect(averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(5 / 6, 12);
  expect(averagePrecision([1, 0], [0.9, 0.1])).toBe(1);
});

it('does not depend on the order of examples of the same probability', () => {
  expect(averagePrecision([1, 0], [0.5, 0.5])).toBe(0.5);
  expect(averagePrecision([0, 1], [0.5, 0.5])).toBe(0.5);
});

it('is not defined without an example of the class', () => {
  expect(averagePrecision([0, 0], [0.5, 0.2])).toBeNaN();
});
