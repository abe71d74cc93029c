import { damaged, truncated } from '../image-problem';

const MOST_CODES = 4096;

/**
 * Unpacks the LZW codes of a GIF frame: codes of growing length, lowest bits first.
 *
 * @param minimum bits of a color
 * @param count pixels that are wanted: a frame with more ends there
 * @throws ImageProblem
 */
export function unpackGifLzw(data: Uint8Array, minimum: number, count: number): Uint8Array {
  if (minimum < 1 || minimum > 8) damaged(`colors of ${minimum} bits`);
  const clear = 1 << minimum;
  const end = clear + 1;
  // Each code stands for the text of another one (its prefix) and one more color.
  const prefix = new Uint16Array(MOST_CODES);
  const suffix = new Uint8Array(MOST_CODES).map((_, code) => code);
  const stack = new Uint8Array(MOST_CODES + 1);
  const pixels = new Uint8Array(count);
  let [next, size, previous, first] = [end + 1, minimum + 1, -1, 0];
  let [bits, bitCount, at, place] = [0, 0, 0, 0];
  while (place < count) {
    while (bitCount < size) {
      if (at >= data.length) truncated(`${place} of ${count} pixels`);
      bits |= (data[at] ?? 0) << bitCount;
      at += 1;
      bitCount += 8;
    }
    const code = bits & ((1 << size) - 1);
    bits >>>= size;
    bitCount -= size;
    if (code === clear) {
      [next, size, previous] = [end + 1, minimum + 1, -1];
      continue;
    }
    if (code === end) truncated(`${place} of ${count} pixels`);
    if (code > next || (previous < 0 && code > end)) damaged('an impossible code');
    let depth = 0;
    let current = code;
    // The code that is only being made: the previous text and its first color.
    if (code === next) {
      if (previous < 0) damaged('an impossible code');
      stack[depth] = first;
      depth += 1;
      current = previous;
    }
    while (current > end) {
      stack[depth] = suffix[current] ?? 0;
      depth += 1;
      current = prefix[current] ?? 0;
    }
    first = suffix[current] ?? 0;
    stack[depth] = first;
    for (; depth >= 0 && place < count; depth -= 1) {
      pixels[place] = stack[depth] ?? 0;
      place += 1;
    }
    if (previous >= 0 && next < MOST_CODES) {
      prefix[next] = previous;
      suffix[next] = first;
      next += 1;
      if (next === 1 << size && size < 12) size += 1;
    }
    previous = code;
  }
  return pixels;
}
