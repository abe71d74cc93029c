import { inflateSync } from 'node:zlib';
import { damaged, truncated } from '../image-problem';

const LARGEST_CHUNK = 1 << 26;

/**
 * Unpacks a zlib stream of pixels.
 *
 * @param expected bytes that it holds at most: a stream that holds more is refused as soon as it does, whatever it claims
 * @throws ImageProblem
 */
export function inflate(parts: readonly Uint8Array[], expected: number): Uint8Array {
  const packed = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  try {
    return inflateSync(packed, {
      maxOutputLength: Math.max(1, expected),
      chunkSize: Math.min(Math.max(64, expected), LARGEST_CHUNK),
    });
  } catch (error) {
    switch (error instanceof Error && 'code' in error ? error.code : '') {
      case 'Z_BUF_ERROR':
        return truncated('the compressed pixels end too early');
      case 'Z_DATA_ERROR':
      case 'Z_NEED_DICT':
        return damaged('the compressed pixels are broken');
      case 'ERR_BUFFER_TOO_LARGE':
        return damaged('there are more pixels than the size says');
      default:
        throw error;
    }
  }
}
