/**
 * What a zip archive has beside its files' bytes. Format: PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.9 (sizes after the bytes),
 * 4.3.12 (directory) and 4.3.16 (its end). Sizes and places have 32 bits.
 */

/** The archive would be larger than the format allows without zip64. */
export class ZipTooLargeError extends Error {
  override readonly name = 'ZipTooLargeError';
}

/** A file of the archive. */
export interface ZipEntry {
  /** UTF-8, with `/` between folders. */
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

export const STORED = 0;
export const DEFLATED = 8;

const LARGEST = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Sizes and checksum follow the bytes. */
const SIZES_FOLLOW = 0x0008;
/** 1980-01-01: the same content gives the same bytes. */
const DATE = 0x0021;

type Field = readonly [bytes: 2 | 4, value: number];

/** What comes before the bytes of a file whose sizes are known. */
export function localHeader(entry: ZipEntry): Buffer {
  return headerOf(entry.name, UTF8, entry);
}

/** What comes before the bytes of a file whose sizes are not known yet, and follow in `sizesOf`. It is stored as it is. */
export function streamedHeader(name: Buffer): Buffer {
  return headerOf(name, UTF8 | SIZES_FOLLOW, { method: STORED, crc: 0, packedSize: 0, size: 0 });
}

function headerOf(name: Buffer, flags: number, sizes: Omit<ZipEntry, 'name' | 'offset'>): Buffer {
  const header = record(0x04034b50, [[2, VERSION], ...commonFields(name, flags, sizes)]);
  return Buffer.concat([header, name]);
}

/** What comes after the bytes of a file whose sizes were not known before. */
export function sizesOf({ crc, packedSize, size }: Omit<ZipEntry, 'name' | 'offset'>): Buffer {
  checkZipSize(size);
  return record(0x08074b50, [
    [4, crc],
    [4, packedSize],
    [4, size],
  ]);
}

/**
 * The directory of all files, with its end.
 *
 * @param offset where it begins
 * @throws ZipTooLargeError
 */
export function directoryOf(entries: readonly ZipEntry[], offset: number, areStreamed: boolean): Buffer {
  if (entries.length > MOST_ENTRIES) throw new ZipTooLargeError();
  const flags = areStreamed ? UTF8 | SIZES_FOLLOW : UTF8;
  const directory = Buffer.concat(
    entries.flatMap((entry) => [
      record(0x02014b50, [
        ...([
          [2, VERSION],
          [2, VERSION],
        ] as const),
        ...commonFields(entry.name, flags, entry),
        // Comment, disk, attributes of the content, attributes of the file.
        ...([
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
          [4, entry.offset],
        ] as const),
      ]),
      entry.name,
    ]),
  );
  checkZipSize(offset + directory.length);
  const end = record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([directory, end]);
}

/** @throws ZipTooLargeError where the format has no room for a size or a place */
export function checkZipSize(bytes: number): void {
  if (bytes > LARGEST) throw new ZipTooLargeError();
}

/** What a local header and an entry of the directory have in common, after their versions: flags to the length of the extra field. */
function commonFields(
  name: Buffer,
  flags: number,
  { method, crc, packedSize, size }: Omit<ZipEntry, 'name' | 'offset'>,
): readonly Field[] {
  return [
    [2, flags],
    [2, method],
    [2, 0],
    [2, DATE],
    [4, crc],
    [4, packedSize],
    [4, size],
    [2, name.length],
    [2, 0],
  ];
}

/** A signature and numbers of two or four bytes, little-endian. */
function record(signature: number, fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  let at = bytes.writeUInt32LE(signature, 0);
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}
