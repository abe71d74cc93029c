import { expect, it } from 'vitest';
import { channelMaps, kernelMaps } from '../../charts/TensorMaps';
import { paintPixels, rangeOf } from '../../ui/images/pixel-colors';

/** What is painted of an image, a color a pixel. */
function painted(source: ReturnType<typeof kernelMaps>[number], values: Float32Array): number[][] {
  const bytes = new Uint8ClampedArray(4 * source.height * source.width);
  paintPixels(source, 'gray', rangeOf(values), bytes);
  return Array.from({ length: source.height * source.width }, (_, at) => [
    ...bytes.subarray(4 * at, 4 * at + 3),
  ]);
}

it('shows each filter of colored images in their colors', () => {
  // [1, 2, 3, 2]: two filters of two pixels. The first lights up red, then nothing; the second blue, then all.
  const values = new Float32Array([1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1]);
  const [first, second, ...others] = kernelMaps({ shape: [1, 2, 3, 2], values });
  if (first === undefined || second === undefined) throw new Error('There are two filters.');
  expect(others).toEqual([]);
  expect(painted(first, values)).toEqual([
    [255, 0, 0],
    [0, 0, 0],
  ]);
  expect(painted(second, values)).toEqual([
    [0, 0, 255],
    [255, 255, 255],
  ]);
});

it('shows of other filters what they do with the first channel, and of activations each channel', () => {
  const values = new Float32Array([0, 1, 0.5, 0]);
  const [first] = kernelMaps({ shape: [2, 1, 2, 1], values });
  if (first === undefined) throw new Error('There is a filter.');
  expect(painted(first, values).map(([gray]) => gray)).toEqual([0, 128]);
  const maps = channelMaps({ shape: [2, 1, 2], values });
  expect(maps.map((map) => painted(map, values).map(([gray]) => gray))).toEqual([
    [0, 128],
    [255, 0],
  ]);
});
