import { describe, expect, it } from 'vitest';

describe('typed arrays', () => {
  it('are equal where every number is, and not where one differs', () => {
    const one = Float32Array.from({ length: 100 }, (_, at) => Math.sin(at));
    expect(one).toEqual(one.slice());
    expect(new Map([['a', one]])).toEqual(new Map([['a', one.slice()]]));
    expect(one).not.toEqual(one.map((value, at) => (at === 99 ? value + 1e-6 : value)));
    expect(one).not.toEqual(one.subarray(1));
  });

  it('are compared with their types and places, as without a comparison of bytes', () => {
    expect(Uint8Array.of(1, 0, 0, 0)).not.toEqual(Int32Array.of(1));
    expect(Float32Array.of(Number.NaN)).toEqual(Float32Array.of(Number.NaN));
    expect(Float32Array.of(1, 2, 3).subarray(1)).toEqual(Float32Array.of(2, 3));
  });
});
