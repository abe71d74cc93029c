import { ByteReader, hasText } from './byte-reader';
import type { Orientation } from './image';
import { ImageProblem } from './image-problem';

const ORIENTATION_TAG = 0x0112;
/** Types of a TIFF entry, and the bytes of a value. */
const SHORT = 3;
const LONG = 4;

/**
 * The orientation in an EXIF block (a small TIFF file, with or without `Exif\0\0` before it). 1 where there is none, or none that makes
 * sense: an image with broken EXIF data is still an image.
 */
export function orientationOfExif(block: Uint8Array): Orientation {
  const start = hasText(block, 0, 'Exif\0\0') ? 6 : 0;
  const tiff = block.subarray(start);
  const isLittleEndian = hasText(tiff, 0, 'II');
  if (!isLittleEndian && !hasText(tiff, 0, 'MM')) return 1;
  try {
    return findOrientation(new ByteReader(tiff, isLittleEndian));
  } catch (error) {
    if (error instanceof ImageProblem) return 1;
    throw error;
  }
}

function findOrientation(tiff: ByteReader): Orientation {
  const directory = tiff.u32(4);
  const count = tiff.u16(directory);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + 12 * entry;
    if (tiff.u16(at) !== ORIENTATION_TAG) continue;
    const type = tiff.u16(at + 2);
    if (type === SHORT) return asOrientation(tiff.u16(at + 8));
    if (type === LONG) return asOrientation(tiff.u32(at + 8));
    return 1;
  }
  return 1;
}

/** 1 for numbers that are none of EXIF's. */
export function asOrientation(value: number): Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1;
}
