import { describe, expect, it } from 'vitest';
import { binsOf } from './bins';

describe('binsOf', () => {
  it('counts every finite value once, the largest in the last bin', () => {
    const { counts, edges } = binsOf([0, 0.1, 1.9, 2, 4, Number.NaN], 4);
    expect(counts).toEqual([2, 1, 1, 1]);
    expect(edges(0)).toEqual([0, 1]);
    expect(edges(3)).toEqual([3, 4]);
  });

  it('has bins for no values at all', () => {
    expect(binsOf([], 3).counts).toEqual([0, 0, 0]);
  });
});
