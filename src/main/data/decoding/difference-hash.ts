import { flattenOn, grayOf } from './flatten';
import type { DecodedImage } from './image';
import { resample } from './resample';

const COLUMNS = 9;
const ROWS = 8;

/**
 * 64 bits that are equal, or nearly so, for images that look the same, in any size and saved in any way: the image in gray, 9 x 8 pixels small,
 * and a bit for each pixel that is brighter than its neighbor to the right. 16 hexadecimal digits, the top left pixel's bit first.
 *
 * Source: N. Krawetz, "Kind of Like That", 2013 (dHash).
 */
export function differenceHash(image: DecodedImage): string {
  const source = thinned(image);
  const { width, height } = source;
  const data = grayOf(flattenOn(source, [255, 255, 255]));
  const small = resample({ data, width, height, channels: 1 }, COLUMNS, ROWS, [0, 0, width, height]);
  let hash = '';
  for (let row = 0; row < ROWS; row += 1) {
    let bits = 0;
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column;
      bits = (bits << 1) | ((small[at] ?? 0) > (small[at + 1] ?? 0) ? 1 : 0);
    }
    hash += bits.toString(16).padStart(2, '0');
  }
  return hash;
}

/** Every n-th pixel of large images: 256 of them for each pixel of the small image are as good as all, and take no time. */
function thinned(image: DecodedImage): DecodedImage {
  const step = Math.floor(Math.min(image.width / COLUMNS, image.height / ROWS) / 16);
  if (step < 2) return image;
  const width = Math.floor(image.width / step);
  const height = Math.floor(image.height / step);
  const words = new Uint32Array(image.pixels.buffer, image.pixels.byteOffset, image.width * image.height);
  const few = new Uint32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      few[row * width + column] = words[row * step * image.width + column * step] ?? 0;
    }
  }
  return { ...image, width, height, pixels: new Uint8Array(few.buffer) };
}
