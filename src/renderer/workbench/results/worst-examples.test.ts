import { describe, expect, it } from 'vitest';
import { largest } from './worst-examples';

describe('largest', () => {
  it('ranks by value, equal ones in their order, and what is not a number last', () => {
    const values = [1, Number.NaN, 5, 5, -2];
    expect(largest(5, (index) => values[index] ?? 0, 10)).toEqual([2, 3, 0, 4, 1]);
    expect(largest(5, (index) => values[index] ?? 0, 2)).toEqual([2, 3]);
  });
});
