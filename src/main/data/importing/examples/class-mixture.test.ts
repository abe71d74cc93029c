import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumber } from '../../random-number';
import { areClassesMixed, takingTurns } from './class-mixture';

/** Class after class, as many of each. */
function blocks(counts: readonly number[], split: string | null = null) {
  return counts.flatMap((count, stratum) =>
    Array.from({ length: count }, (_, number) => ({ split, stratum, number })),
  );
}

describe('areClassesMixed', () => {
  it('says so of random orders, and not of one class after the other', () => {
    for (const counts of [[50, 50], [500, 20], [247, 80, 3], Array.from({ length: 100 }, () => 10)]) {
      const sorted = blocks(counts);
      expect(areClassesMixed(sorted)).toBe(false);
      for (let seed = 1; seed <= 20; seed += 1) {
        const key = new Map(sorted.map((example, at) => [example, randomNumber(seed, at, 0)]));
        const mixed = [...sorted].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
        expect(areClassesMixed(mixed)).toBe(true);
      }
    }
  });

  it('looks at each split by itself', () => {
    const mixed = takingTurns(blocks([40, 40], 'train'));
    expect(areClassesMixed([...mixed, ...takingTurns(blocks([40, 40], 'test'))])).toBe(true);
    expect(areClassesMixed([...mixed, ...blocks([40, 40], 'test')])).toBe(false);
  });

  it('has nothing against a single class', () => {
    expect(areClassesMixed(blocks([30]))).toBe(true);
    expect(areClassesMixed([])).toBe(true);
  });
});

it('gives every beginning of a split the shares of the whole, and keeps the order within a class', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const turns = takingTurns(blocks(counts));
      const all = counts.reduce((sum, count) => sum + count, 0);
      const seen = counts.map(() => 0);
      for (const [at, { stratum, number }] of turns.entries()) {
        expect(number).toBe(seen[stratum]);
        seen[stratum] = (seen[stratum] ?? 0) + 1;
        for (const [place, count] of counts.entries()) {
          expect(Math.abs((seen[place] ?? 0) - ((at + 1) * count) / all)).toBeLessThanOrEqual(
            counts.length / 2 + 1,
          );
        }
      }
    }),
  );
});
