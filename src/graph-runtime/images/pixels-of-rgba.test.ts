import { expect, it } from 'vitest';
import { pixelsOfRgba } from './pixels-of-rgba';

it('takes three equal colors for gray', () => {
  const rgba = Uint8Array.of(10, 10, 10, 255, 200, 200, 200, 255);
  expect(pixelsOfRgba(rgba, 1, 2)).toEqual({ shape: [1, 2, 1], pixels: Uint8Array.of(10, 200) });
});

it('keeps colors, and lays what is transparent over white', () => {
  const rgba = Uint8Array.of(10, 20, 30, 255, 0, 0, 0, 0, 100, 0, 0, 51);
  expect(pixelsOfRgba(rgba, 3, 1)).toEqual({
    shape: [3, 1, 3],
    pixels: Uint8Array.of(10, 20, 30, 255, 255, 255, 224, 204, 204),
  });
});
