import { damaged, truncated } from '../image-problem';
import { inflate } from './inflate';
import { unpackTiffLzw } from './tiff-lzw';

/** A strip or tile. */
export interface TiffPartLayout {
  readonly compression: number;
  readonly predictor: number;
  readonly width: number;
  readonly rows: number;
  /** Samples of a pixel in this part: 1 where each sample has parts for itself. */
  readonly samples: number;
  readonly depth: number;
}

/**
 * The rows of a strip or tile, each beginning with a whole byte; 16-bit samples with the higher byte first.
 *
 * @throws ImageProblem
 */
export function unpackTiffPart(
  data: Uint8Array,
  layout: TiffPartLayout,
  isLittleEndian: boolean,
): Uint8Array {
  const { width, rows, samples, depth, predictor } = layout;
  const rowBytes = Math.ceil((width * samples * depth) / 8);
  const expected = rowBytes * rows;
  const unpacked = unpack(data, layout.compression, expected);
  if (unpacked.length < expected) truncated(`${unpacked.length} of ${expected} bytes of pixels`);
  const bytes = unpacked.slice(0, expected);
  if (depth === 16 && isLittleEndian) Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).swap16();
  if (predictor === 2) {
    for (let row = 0; row < rows; row += 1) {
      undoDifferences(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), samples, depth);
    }
  }
  return bytes;
}

function unpack(data: Uint8Array, compression: number, expected: number): Uint8Array {
  switch (compression) {
    case 1:
      return data;
    case 5:
      return unpackTiffLzw(data, expected);
    case 32_773:
      return unpackBits(data, expected);
    default:
      return inflate([data], expected);
  }
}

/** PackBits: runs of a byte, and bytes as they are. */
function unpackBits(data: Uint8Array, expected: number): Uint8Array {
  const result = new Uint8Array(expected);
  let [at, place] = [0, 0];
  while (place < expected && at < data.length) {
    const count = data[at] ?? 0;
    at += 1;
    if (count < 128) {
      const bytes = data.subarray(at, Math.min(at + count + 1, at + expected - place));
      result.set(bytes, place);
      place += bytes.length;
      at += count + 1;
    } else if (count > 128) {
      result.fill(data[at] ?? 0, place, Math.min(expected, place + 257 - count));
      place += 257 - count;
      at += 1;
    }
  }
  return result.subarray(0, Math.min(place, expected));
}

/** Rows hold differences from the pixel to the left. */
function undoDifferences(row: Uint8Array, samples: number, depth: number): void {
  if (depth === 8) {
    for (let at = samples; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - samples] ?? 0);
    return;
  }
  if (depth !== 16) damaged(`differences of ${depth} bits`);
  for (let at = 2 * samples; at + 1 < row.length; at += 2) {
    const before = at - 2 * samples;
    const value =
      ((row[at] ?? 0) << 8) + (row[at + 1] ?? 0) + ((row[before] ?? 0) << 8) + (row[before + 1] ?? 0);
    row[at] = value >> 8;
    row[at + 1] = value;
  }
}
