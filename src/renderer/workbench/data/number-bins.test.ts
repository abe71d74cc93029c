import { describe, expect, it } from 'vitest';
import { extentOf, numberBins, rangeOfBins } from './number-bins';

describe('bins of numbers', () => {
  it('begin at the smallest value of a column and end at the largest', () => {
    const table = [1, 10, Number.NaN, 30, 3, 20];
    expect(extentOf(table, 2, 0)).toEqual([1, 3]);
    expect(extentOf(table, 2, 1)).toEqual([10, 30]);
    expect(extentOf([Number.NaN], 1, 0)).toBeNull();
  });

  it('count every value once, the largest in the last bin', () => {
    expect(numberBins([0, 1, 2.5, 10, Number.NaN, 11], [0, 10], 4).counts).toEqual([2, 1, 0, 1]);
    expect(numberBins([5, 5], [5, 5], 3).counts).toEqual([2, 0, 0]);
  });

  it('become a range, dragged in either direction', () => {
    const bins = numberBins([0, 10], [0, 10], 4);
    expect(rangeOfBins(bins, 2, 1)).toEqual([2.5, 7.5]);
    expect(rangeOfBins(bins, 0, 3)).toEqual([0, 10]);
  });
});
