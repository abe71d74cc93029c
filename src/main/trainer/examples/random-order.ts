/**
 * Random numbers for shuffling: a counter-based generator. The n-th number of a stream is a mix of key and counter, so no state
 * has to be kept: seed and epoch alone say in which order the examples come, also after a resume.
 */

/** 32-bit mixing in two rounds of multiply and shift ("lowbias32", C. Wellons, 2018: found by search for least bias). */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The odd number nearest to 2^32 / golden ratio: steps of it visit all 32-bit numbers, far apart (Weyl sequence). */
const WEYL = 0x9e3779b9;

/** The `counter`-th number of the stream (seed, stream), uniform over 0 to 2^32 - 1. */
export function randomNumber(seed: number, stream: number, counter: number): number {
  const key = mix(mix(seed ^ WEYL) + Math.imul(stream, WEYL));
  return mix(key + Math.imul(counter + 1, WEYL));
}

/**
 * The order of an epoch's examples: a permutation of 0 to count - 1 (Fisher and Yates). The choice among n is by multiplication,
 * off from uniform by at most n / 2^32.
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
