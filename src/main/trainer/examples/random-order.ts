import { randomNumber } from '../../data/random-number';

/**
 * The order of an epoch's examples, which seed and epoch alone decide, also after a resume: a permutation of 0 to count - 1 (Fisher and
 * Yates). The choice among n is by multiplication, off from uniform by at most n / 2^32.
 */
export function shuffledOrder(count: number, seed: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const pick = Math.floor((randomNumber(seed, epoch, last) / 2 ** 32) * (last + 1));
    const taken = order[pick] ?? 0;
    order[pick] = order[last] ?? 0;
    order[last] = taken;
  }
  return order;
}
