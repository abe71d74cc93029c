import { ByteReader } from '../byte-reader';
import { damaged, truncated } from '../image-problem';
import { crc32 } from '../../../files/crc32';

export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

interface ChunkOptions {
  /**
   * Compares the checksums of all chunks that pixels depend on, and refuses what is cut off. Otherwise chunks end where something is wrong, or
   * where pixels begin.
   */
  readonly isStrict: boolean;
}

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const FRAME_BYTES = 12;

/**
 * The chunks of a PNG file up to its end. A file that ends right behind its pixels lacks nothing: they have their own checksum.
 *
 * @throws ImageProblem if strict
 */
export function* pngChunks(bytes: Uint8Array, { isStrict }: ChunkOptions): Generator<PngChunk> {
  const reader = new ByteReader(bytes, false);
  let at = SIGNATURE_BYTES;
  let isFirst = true;
  while (at < bytes.length) {
    if (at + FRAME_BYTES > bytes.length) {
      if (isStrict) truncated('a chunk is cut off');
      return;
    }
    const length = reader.u32(at);
    const type = Buffer.from(bytes.buffer, bytes.byteOffset + at + 4, 4).toString('latin1');
    if (at + FRAME_BYTES + length > bytes.length) {
      if (isStrict) truncated(`the chunk ${printable(type)} is cut off`);
      return;
    }
    if (isFirst && type !== 'IHDR' && type !== 'CgBI') {
      if (isStrict) damaged('the header is missing');
      return;
    }
    isFirst = false;
    if (!isStrict && (type === 'IDAT' || type === 'IEND')) return;
    if (isStrict && isNeeded(type)) {
      const checksum = crc32(bytes.subarray(at + 4, at + 8 + length));
      if (checksum !== reader.u32(at + 8 + length)) damaged(`the checksum of ${printable(type)} is wrong`);
    }
    if (type === 'IEND') return;
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) };
    at += FRAME_BYTES + length;
  }
}

/** Chunks whose type begins with a capital letter, and transparency. */
function isNeeded(type: string): boolean {
  return type === 'tRNS' || (type.charCodeAt(0) & 0x20) === 0;
}

function printable(type: string): string {
  return /^[A-Za-z]{4}$/.test(type) ? type : 'an unknown type';
}
