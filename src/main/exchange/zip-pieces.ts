import { crc32 } from '../data/decoding/decoders/crc32';
import type { Pieces } from '../files/atomic-write';

/** A file of an archive. */
export interface ArchivedFile {
  /** With `/` between folders. */
  readonly name: string;
  pieces(): Pieces;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly checksum: number;
  readonly size: number;
}

/** Sizes and checksum follow the bytes (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const VERSION = 20;
/** The first of January 1980: the same content gives the same archive. */
const DATE = 0x0021;

/**
 * A zip archive in pieces, stored as it is: weights do not get smaller. Sizes have 32 bits (APPNOTE.TXT 6.3.10, 4.3 and 4.4).
 */
export async function* zipPieces(files: readonly ArchivedFile[]): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name, 'utf8');
    const header = record(0x04034b50, [
      [2, VERSION],
      [2, FLAGS],
      [2, 0],
      [2, 0],
      [2, DATE],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ]);
    yield Buffer.concat([header, name]);
    let [checksum, size] = [0, 0];
    for await (const piece of file.pieces()) {
      checksum = crc32(piece, checksum);
      size += piece.length;
      yield piece;
    }
    const descriptor = record(0x08074b50, [
      [4, checksum],
      [4, size],
      [4, size],
    ]);
    yield descriptor;
    written.push({ name, offset, checksum, size });
    offset += header.length + name.length + size + descriptor.length;
  }
  const entries = written.map(directoryEntry);
  const directory = Buffer.concat(entries);
  yield directory;
  const count = written.length;
  yield record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ]);
}

function directoryEntry({ name, offset, checksum, size }: Written): Buffer {
  const fields = record(0x02014b50, [
    ...([
      [2, VERSION],
      [2, VERSION],
      [2, FLAGS],
      [2, 0],
      [2, 0],
      [2, DATE],
      [4, checksum],
      [4, size],
      [4, size],
    ] as const),
    ...([
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ] as const),
  ]);
  return Buffer.concat([fields, name]);
}

/** A signature and numbers of two or four bytes, little-endian. */
function record(signature: number, fields: readonly (readonly [2 | 4, number])[]): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  let at = bytes.writeUInt32LE(signature, 0);
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}
