import { expect, it } from 'vitest';
import { activation, denseKernel, depthwiseKernel, flattenedDenseKernel, kernel } from './layout';

/** Values 0, 1, 2, ... */
function counting(shape: readonly number[]) {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: count }, (_, index) => index) };
}

it('moves channels last', () => {
  const moved = activation(counting([1, 2, 2, 3]));
  expect(moved.shape).toEqual([1, 2, 3, 2]);
  expect(Array.from(moved.values)).toEqual([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11]);
});

it('leaves vectors as they are', () => {
  expect(activation(counting([2, 3]))).toMatchObject({ shape: [2, 3] });
});

it('turns kernels around', () => {
  const moved = kernel(counting([2, 3, 1, 2]));
  expect(moved.shape).toEqual([1, 2, 3, 2]);
  // Height 0, width 1, channel 2, filter 1 was the last of all.
  expect(moved.values[11]).toBe(11);
  expect(Array.from(moved.values.subarray(0, 4))).toEqual([0, 6, 2, 8]);
  expect(depthwiseKernel(counting([4, 1, 3, 5])).shape).toEqual([3, 5, 4, 1]);
});

it('turns dense weights around, also after a flatten', () => {
  expect(Array.from(denseKernel(counting([2, 3])).values)).toEqual([0, 3, 1, 4, 2, 5]);
  // One output over two channels of one row and two columns: channels-first order c0x0 c0x1 c1x0 c1x1.
  const flattened = flattenedDenseKernel(2, 1, 2)(counting([1, 4]));
  expect(flattened.shape).toEqual([4, 1]);
  expect(Array.from(flattened.values)).toEqual([0, 2, 1, 3]);
});
