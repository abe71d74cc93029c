import { damaged } from '../image-problem';

const CLEAR = 256;
const END = 257;
const FIRST = 258;
const MOST_CODES = 4096;

/**
 * Unpacks TIFF's LZW: codes of 9 to 12 bits, highest bits first, growing one code early.
 *
 * @param expected bytes that are wanted: what comes then is not looked at
 * @returns fewer, where the data end too early
 * @throws ImageProblem
 */
export function unpackTiffLzw(data: Uint8Array, expected: number): Uint8Array {
  const result = new Uint8Array(expected);
  // Each code stands for a part of the result: where the text of the code before began, one byte longer.
  const starts = new Int32Array(MOST_CODES);
  const lengths = new Int32Array(MOST_CODES);
  let [next, size, place, at, bits, bitCount] = [FIRST, 9, 0, 0, 0, 0];
  let previousStart = -1;
  let previousLength = 0;
  while (place < expected) {
    while (bitCount < size) {
      if (at >= data.length) return result.subarray(0, place);
      bits = ((bits << 8) | (data[at] ?? 0)) & 0xffffff;
      at += 1;
      bitCount += 8;
    }
    bitCount -= size;
    const code = (bits >> bitCount) & ((1 << size) - 1);
    if (code === END) return result.subarray(0, place);
    if (code === CLEAR) {
      [next, size, previousStart] = [FIRST, 9, -1];
      continue;
    }
    // The text of the code before and one more byte: it lies in the result already, but for that byte.
    if (previousStart >= 0 && next < MOST_CODES) {
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next += 1;
    }
    const start = place;
    if (code < CLEAR) {
      result[place] = code;
      place += 1;
    } else {
      if (code >= next) damaged('an impossible code');
      const from = starts[code] ?? 0;
      const length = Math.min(lengths[code] ?? 0, expected - place);
      // Byte by byte: a code may be made of the text that is being written.
      for (let number = 0; number < length; number += 1) result[place + number] = result[from + number] ?? 0;
      place += length;
    }
    previousStart = start;
    previousLength = place - start;
    if (next + 1 >= 1 << size && size < 12) size += 1;
  }
  return result;
}
