import type { ImageHeader } from '../image-decoder';
import { damaged, truncated } from '../image-problem';

const END_OF_ROW = 0;
const END_OF_IMAGE = 1;
const MOVE = 2;

/**
 * Unpacks run lengths of colors with 8 or 4 bits.
 *
 * @returns the rows in the file's order, one byte a pixel; what is not set has color 0
 * @throws ImageProblem
 */
export function unpackBmpRuns(data: Uint8Array, { width, height }: ImageHeader, bits: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  let [x, y, at] = [0, 0, 0];
  const put = (color: number) => {
    // Runs that go beyond the row are cut off.
    if (x < width && y < height) pixels[y * width + x] = color;
    x += 1;
  };
  const next = () => {
    const byte = data[at];
    if (byte === undefined) return truncated(`row ${y} of ${height}`);
    at += 1;
    return byte;
  };
  /** The color with that number of a run, of which a byte has one or two. */
  const colorOf = (byte: number, number: number) => {
    if (bits === 8) return byte;
    return number % 2 === 0 ? byte >> 4 : byte & 15;
  };
  while (y < height) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let number = 0; number < count; number += 1) put(colorOf(value, number));
    } else if (value === END_OF_ROW) {
      [x, y] = [0, y + 1];
    } else if (value === END_OF_IMAGE) {
      return pixels;
    } else if (value === MOVE) {
      x += next();
      y += next();
    } else {
      const bytes = Math.ceil((value * bits) / 8);
      if (at + bytes > data.length) truncated(`row ${y} of ${height}`);
      for (let number = 0; number < value; number += 1) {
        put(colorOf(data[at + ((number * bits) >> 3)] ?? 0, number));
      }
      // Runs begin at even places.
      at += bytes + (bytes % 2);
    }
    if (x > width + 255 * 2) damaged('a row that is too long');
  }
  return pixels;
}
