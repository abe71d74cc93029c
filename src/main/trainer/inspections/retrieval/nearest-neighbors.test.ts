import { describe, expect, it } from 'vitest';
import { NearestNeighbors } from './nearest-neighbors';

describe('nearest neighbors', () => {
  it('are ranked by hand: those of a class at places 1 and 3 of four', () => {
    const neighbors = new NearestNeighbors({
      embeddings: Float32Array.of(0, 1, 2, 3, 10),
      size: 1,
      labels: Int32Array.of(7, 7, 8, 7, 8),
      measure: 'manhattan',
    });
    const { nearest, distances, averagePrecision } = neighbors.rank(0);
    expect(nearest).toEqual([1, 2, 3, 4]);
    expect(distances).toEqual([1, 2, 3, 10]);
    expect(averagePrecision).toBeCloseTo((1 / 1 + 2 / 3) / 2, 12);
  });

  it('are in the order of storage where they are equally far, and none where the class has no other', () => {
    const neighbors = new NearestNeighbors({
      embeddings: Float32Array.of(5, 4, 6, 4, 6, 4, 6, 5),
      size: 1,
      labels: Int32Array.of(0, 1, 1, 2, 2, 1, 2, 2),
      measure: 'squared',
    });
    expect(neighbors.rank(0).nearest).toEqual([7, 1, 2, 3, 4]);
    expect(neighbors.rank(0).averagePrecision).toBeNaN();
    // Seen from 7: 0 is at 0; then 1, 2, 3, 4, 5, 6 at 1. Those of its class are 3, 4 and 6, at places 4, 5 and 7.
    expect(neighbors.rank(7).averagePrecision).toBeCloseTo((1 / 4 + 2 / 5 + 3 / 7) / 3, 12);
  });
});
