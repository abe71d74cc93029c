import { describe, expect, it } from 'vitest';
import { alignCurves, nearestFilledRow, reduceCurve } from './curve-data';

const everything = { minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY };

describe('reduceCurve', () => {
  it('leaves a short curve as it is', () => {
    const curve = { x: [0, 1, 2], y: [3, 1, 2] };
    expect(reduceCurve(curve, everything, 10)).toEqual(curve);
  });

  it('keeps the lowest and highest value of each column of pixels, and real points only', () => {
    const count = 100_000;
    const x = Float64Array.from({ length: count }, (_, index) => index / 100);
    const y = Float64Array.from({ length: count }, (_, index) => Math.sin(index / 700));
    y[54_321] = 9;
    y[12_345] = -9;
    const reduced = reduceCurve({ x, y }, everything, 500);
    expect(reduced.x.length).toBeLessThanOrEqual(1_000);
    expect(Math.max(...Array.from(reduced.y))).toBe(9);
    expect(Math.min(...Array.from(reduced.y))).toBe(-9);
    for (let index = 0; index < reduced.x.length; index += 1) {
      const source = Math.round((reduced.x[index] ?? 0) * 100);
      expect(reduced.y[index]).toBe(y[source]);
      if (index > 0) expect(reduced.x[index]).toBeGreaterThan(reduced.x[index - 1] ?? 0);
    }
  });

  it('keeps one point on either side of the range, so that lines reach the edge', () => {
    const curve = { x: [0, 1, 2, 3, 4, 5], y: [0, 1, 2, 3, 4, 5] };
    expect(reduceCurve(curve, { minimum: 1.5, maximum: 3.5 }, 10).x).toEqual([1, 2, 3, 4]);
  });

  it('leaves out what is no number', () => {
    expect(reduceCurve({ x: [0, 1, 2], y: [1, Number.NaN, 3] }, everything, 10).x).toEqual([0, 2]);
    const y = Float64Array.from({ length: 100 }, () => Number.POSITIVE_INFINITY);
    expect(reduceCurve({ x: y.map((_, index) => index), y }, everything, 5).x).toEqual([]);
  });

  it('looks at each point a few times, however many there are, so that it can be done thirty times a second', () => {
    let reads = 0;
    const counted = (values: readonly number[]): readonly number[] =>
      new Proxy(values, {
        get: (target, key) => {
          if (key !== 'length') reads += 1;
          return Reflect.get(target, key);
        },
      });
    const x = Array.from({ length: 20_000 }, (_, index) => index);
    const y = x.map((value) => Math.cos(value));
    reduceCurve({ x: counted(x), y: counted(y) }, everything, 600);
    expect(reads).toBeGreaterThan(x.length);
    expect(reads).toBeLessThan(10 * x.length);
  });
});

describe('alignCurves', () => {
  it('puts curves with their own places into one table', () => {
    const aligned = alignCurves([
      { x: [0.5, 1, 1.5], y: [5, 10, 15] },
      { x: [1, 2], y: [100, Number.NaN] },
    ]);
    expect(aligned).toEqual([
      [0.5, 1, 1.5, 2],
      [5, 10, 15, null],
      [null, 100, null, null],
    ]);
  });

  it('is an empty table without curves', () => {
    expect(alignCurves([])).toEqual([[]]);
  });
});

describe('nearestFilledRow', () => {
  const x = [0, 1, 2, 10];
  it('finds the nearest point on either side', () => {
    expect(nearestFilledRow(x, [7, null, null, 8], 1)).toBe(0);
    expect(nearestFilledRow(x, [7, null, null, 8], 2)).toBe(0);
    expect(nearestFilledRow(x, [null, null, null, 8], 0)).toBe(3);
    expect(nearestFilledRow(x, [7, 6, null, 8], 1)).toBe(1);
  });
  it('is null when there is none', () => {
    expect(nearestFilledRow(x, [null, null, null, null], 2)).toBeNull();
  });
});
