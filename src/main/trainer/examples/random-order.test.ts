import { describe, expect, it } from 'vitest';
import { randomNumber } from '../../data/random-number';
import { shuffledOrder } from './random-order';

describe('shuffledOrder', () => {
  it('is a permutation', () => {
    const order = shuffledOrder(1000, 7, 1);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('depends on seed and epoch alone', () => {
    expect(shuffledOrder(100, 7, 1)).toEqual(shuffledOrder(100, 7, 1));
    expect(shuffledOrder(100, 7, 1)).not.toEqual(shuffledOrder(100, 7, 2));
    expect(shuffledOrder(100, 7, 1)).not.toEqual(shuffledOrder(100, 8, 1));
  });

  it('stays what it is: runs of earlier versions can be repeated', () => {
    expect([...shuffledOrder(10, 1, 1)]).toEqual([7, 5, 9, 2, 8, 0, 4, 1, 3, 6]);
  });

  it('puts every element everywhere about equally often', () => {
    const places = 8;
    const rounds = 8000;
    const counts = Array.from({ length: places }, () => new Array<number>(places).fill(0));
    for (let epoch = 0; epoch < rounds; epoch += 1) {
      shuffledOrder(places, 5, epoch).forEach((value, place) => {
        const row = counts[value];
        if (row) row[place] = (row[place] ?? 0) + 1;
      });
    }
    // Chi-squared with 49 degrees of freedom lies below 95 but for one chance in ten thousand.
    const expected = rounds / places;
    const chi = counts.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chi).toBeLessThan(95);
  });

  it('handles nothing and one', () => {
    expect(shuffledOrder(0, 1, 1)).toHaveLength(0);
    expect([...shuffledOrder(1, 1, 1)]).toEqual([0]);
  });
});

describe('randomNumber', () => {
  it('has every bit set about half of the time, in neighboring streams too', () => {
    for (let stream = 0; stream < 4; stream += 1) {
      const ones = new Array<number>(32).fill(0);
      for (let counter = 0; counter < 4096; counter += 1) {
        const number = randomNumber(1, stream, counter);
        for (let bit = 0; bit < 32; bit += 1) ones[bit] = (ones[bit] ?? 0) + ((number >>> bit) & 1);
      }
      // Five standard deviations of a fair coin thrown 4096 times are 160.
      for (const count of ones) expect(Math.abs(count - 2048)).toBeLessThan(160);
    }
  });
});
