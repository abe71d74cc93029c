import { expect, it } from 'vitest';
import { drawTrayIcon } from './tray-icon';

it('draws the mark with soft edges on nothing', () => {
  const side = 32;
  const pixels = drawTrayIcon(side, [36, 80, 189]);
  const at = (x: number, y: number) => [...pixels.subarray(4 * (y * side + x), 4 * (y * side + x) + 4)];
  expect(pixels).toHaveLength(4 * side * side);
  expect(at(25, 16)).toEqual([189, 80, 36, 255]);
  expect(at(31, 0)).toEqual([0, 0, 0, 0]);
  const opacities = new Set(pixels.filter((_, index) => index % 4 === 3));
  expect([...opacities].some((opacity) => opacity > 0 && opacity < 255)).toBe(true);
});
