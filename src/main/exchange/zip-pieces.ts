import type { Pieces } from '../files/atomic-write';
import { crc32 } from '../files/crc32';
import {
  checkZipSize,
  directoryOf,
  STORED,
  sizesOf,
  streamedHeader,
  type ZipEntry,
} from '../files/zip-records';

/** A file of an archive. */
export interface ArchivedFile {
  /** With `/` between folders. */
  readonly name: string;
  pieces(): Pieces;
}

/**
 * A zip archive in pieces, stored as it is: weights do not get smaller.
 *
 * @throws ZipTooLargeError
 */
export async function* zipPieces(files: readonly ArchivedFile[]): AsyncGenerator<Uint8Array> {
  const written: ZipEntry[] = [];
  let offset = 0;
  for (const file of files) {
    checkZipSize(offset);
    const name = Buffer.from(file.name, 'utf8');
    const header = streamedHeader(name);
    yield header;
    let [crc, size] = [0, 0];
    for await (const piece of file.pieces()) {
      crc = crc32(piece, crc);
      size += piece.length;
      yield piece;
    }
    const entry = { name, method: STORED, crc, packedSize: size, size, offset };
    const sizes = sizesOf(entry);
    yield sizes;
    written.push(entry);
    offset += header.length + size + sizes.length;
  }
  yield directoryOf(written, offset, true);
}
