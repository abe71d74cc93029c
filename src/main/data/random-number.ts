/**
 * Random numbers without a state: a counter-based generator. The n-th number of a stream is a mix of key and counter, so that a seed
 * alone says what is drawn.
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
