import { describe, expect, it } from 'vitest';
import { classColor, paintMask } from './class-colors';

describe('classColor', () => {
  it('gives each of 256 classes its own', () => {
    const colors = Array.from({ length: 256 }, (_, index) => classColor(index));
    expect(new Set(colors.map(String)).size).toBe(256);
    expect(colors.flat().filter((channel) => !(channel >= 0 && channel <= 255))).toEqual([]);
  });
});

describe('paintMask', () => {
  it('leaves pixels clear that do not count', () => {
    const target = new Uint8ClampedArray(12);
    paintMask([0, 255, 1], 255, target);
    expect(Array.from(target.slice(0, 3))).toEqual([...classColor(0)]);
    expect([target[3], target[7], target[11]]).toEqual([153, 0, 153]);
  });
});
