import { expect } from 'vitest';
import type { TensorData } from '../../main/trainer/engine/tensor-data';

/** The tolerance of the project: values and gradients equal the reference within 1e-4, relative. */
export const RELATIVE_TOLERANCE = 1e-4;

/**
 * Expects two tensors to be equal within the tolerance. Each value may differ by 1e-4 of itself; values that are small beside
 * the others, because terms canceled, by 1e-5 of the root mean square (PyTorch's own absolute tolerance for tensors around 1).
 */
export function expectClose(actual: TensorData, expected: TensorData, what: string): void {
  expect(actual.shape, `shape of ${what}`).toEqual(expected.shape);
  const magnitude = rootMeanSquare(expected.values);
  let worst = { excess: 0, index: -1 };
  expected.values.forEach((value, index) => {
    const difference = Math.abs((actual.values[index] ?? Number.NaN) - value);
    const allowed = RELATIVE_TOLERANCE * Math.max(Math.abs(value), magnitude / 10);
    const excess = difference - allowed;
    if (!(excess <= worst.excess)) worst = { excess, index };
  });
  const { index } = worst;
  expect(index, `${what} at ${index}: ${actual.values[index]} instead of ${expected.values[index]}`).toBe(-1);
}

function rootMeanSquare(values: ArrayLike<number>): number {
  const sum = Array.from(values).reduce((total, value) => total + value * value, 0);
  return Math.sqrt(sum / Math.max(values.length, 1));
}
