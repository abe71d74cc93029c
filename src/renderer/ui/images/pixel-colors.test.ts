import { expect, it } from 'vitest';
import { paintEvidence } from './pixel-colors';

it('covers the image the more, the stronger the evidence is, in one color for each side', () => {
  const pixels = new Uint8ClampedArray(4 * 4);
  paintEvidence([0, 2, 4, -4], pixels);
  const alphas = [3, 7, 11, 15].map((at) => pixels[at] ?? 0);
  expect(alphas[0]).toBe(0);
  expect(Math.abs(2 * (alphas[1] ?? 0) - (alphas[2] ?? 0))).toBeLessThan(2);
  expect(alphas[3]).toBe(alphas[2]);
  const colorOf = (at: number) => [...pixels.slice(4 * at, 4 * at + 3)];
  expect(colorOf(1)).toEqual(colorOf(2));
  expect(colorOf(3)).not.toEqual(colorOf(2));
});
