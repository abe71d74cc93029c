import type { ByteTensor } from '../../../../graph-runtime/testing/safetensors';
import type { DecodedImage } from '../image';

/** An opaque image of `[height, width, 3]`. */
export function imageOfColors({ shape, data }: ByteTensor): DecodedImage {
  const [height = 0, width = 0] = shape;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    pixels.set(data.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  }
  return { format: 'png', width, height, pixels, isGray: false, hasAlpha: false, indices: null, notes: [] };
}
