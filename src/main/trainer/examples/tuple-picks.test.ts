import { describe, expect, it } from 'vitest';
import { TuplePicks } from './tuple-picks';

const CLASSES = 3;
const labelOf = (example: number) => example % CLASSES;
const examples = Int32Array.from({ length: 300 }, (_, at) => 2 * at);
const picks = new TuplePicks(examples, labelOf);
const key = { seed: 4, epoch: 1 };

describe('a pair', () => {
  it('is of one class about half of the time, never of an example with itself', () => {
    const pairs = Array.from(examples, (example) => picks.tuple('pair', example, key));
    const same = pairs.filter(([a = 0, b = 0]) => labelOf(a) === labelOf(b)).length;
    // Five standard deviations of 300 fair throws.
    expect(Math.abs(same - 150)).toBeLessThan(44);
    for (const [a, b] of pairs) {
      expect(a).not.toBe(b);
      expect(examples).toContain(b);
    }
  });

  it('is decided by example, seed and epoch, whatever was picked before', () => {
    const again = new TuplePicks(examples.slice().reverse().sort(), labelOf);
    for (const example of [0, 20, 44]) {
      expect(again.tuple('pair', example, key)).toEqual(picks.tuple('pair', example, key));
    }
    const of = (other: { readonly seed: number; readonly epoch: number }) =>
      Array.from(examples, (example) => picks.tuple('pair', example, other)[1]);
    expect(of({ seed: 4, epoch: 2 })).not.toEqual(of(key));
    expect(of({ seed: 5, epoch: 1 })).not.toEqual(of(key));
  });
});

describe('a triplet', () => {
  it('has another example of its class, and one of another class', () => {
    for (const example of examples) {
      const [anchor = -1, positive = -1, negative = -1] = picks.tuple('triplet', example, key);
      expect([anchor, labelOf(positive)]).toEqual([example, labelOf(example)]);
      expect(positive).not.toBe(example);
      expect(labelOf(negative)).not.toBe(labelOf(example));
    }
  });

  it('chooses among all others about as often', () => {
    const counts = new Map<number, number>();
    for (let epoch = 0; epoch < 3_000; epoch += 1) {
      const [, , negative = -1] = picks.tuple('triplet', 0, { seed: 4, epoch });
      counts.set(negative, (counts.get(negative) ?? 0) + 1);
    }
    expect(counts.size).toBe(200);
    expect(Math.max(...counts.values())).toBeLessThan(40);
  });
});

it('takes an example that is not among those to choose from, and a class of one', () => {
  const few = new TuplePicks(Int32Array.of(0, 3, 1), labelOf);
  expect([0, 3]).toContain(few.tuple('triplet', 6, key)[1]);
  expect(few.tuple('triplet', 1, key)[1]).toBe(1);
  const one = new TuplePicks(Int32Array.of(0, 3), labelOf);
  expect(one.tuple('triplet', 0, key)).toEqual([0, 3, 3]);
});
