import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { Crc32 } from '../data/file-tree/zip/crc32';

/** A file of the archive: its path within, `/`-separated, and its bytes, or the file on the disk that has them. */
export type ZipSource =
  | { readonly path: string; readonly content: string }
  | { readonly path: string; readonly file: string };

/** The archive would be larger than the format allows without zip64. */
export class ZipTooLargeError extends Error {
  override readonly name = 'ZipTooLargeError';
}

const LARGEST = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const READ_BYTES = 1_000_000;
/** Names are UTF-8. */
const FLAGS = 0x800;
/** 1980-01-01: the same content gives the same bytes. */
const DATE = 0x0021;
const STORED = 0;
const DEFLATED = 8;

interface Written {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * A zip archive in pieces, to be written as they come. Texts are deflated; files are stored as they are (weights do not shrink), and never held
 * whole. Format: PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (directory) and 4.3.16 (its end).
 *
 * @throws ZipTooLargeError, or the system's error of a file that cannot be read or changes meanwhile
 */
export async function* zipPieces(sources: readonly ZipSource[]): AsyncGenerator<Uint8Array> {
  if (sources.length > MOST_ENTRIES) throw new ZipTooLargeError();
  const written: Written[] = [];
  let offset = 0;
  for (const source of sources) {
    const entry = await ('file' in source ? measureFile(source, offset) : packText(source, offset));
    const header = localHeader(entry);
    offset += header.length + entry.packedSize;
    if (offset > LARGEST) throw new ZipTooLargeError();
    yield header;
    if ('packed' in entry) yield entry.packed;
    else yield* fileContent(entry);
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  if (offset + directory.length > LARGEST) throw new ZipTooLargeError();
  yield directory;
  yield directoryEnd(written.length, directory.length, offset);
}

async function packText(
  { path, content }: { readonly path: string; readonly content: string },
  offset: number,
) {
  const bytes = Buffer.from(content, 'utf8');
  const deflated = await promisify(deflateRaw)(bytes);
  const isSmaller = deflated.length < bytes.length;
  const packed = isSmaller ? deflated : bytes;
  return {
    name: Buffer.from(path, 'utf8'),
    method: isSmaller ? DEFLATED : STORED,
    crc: new Crc32().update(bytes).value,
    packedSize: packed.length,
    size: bytes.length,
    offset,
    packed,
  };
}

interface FileEntry extends Written {
  readonly file: string;
}

/** The header comes before the content and has its checksum, so that a file is read twice. */
async function measureFile(
  { path, file }: { readonly path: string; readonly file: string },
  offset: number,
): Promise<FileEntry> {
  const sum = new Crc32();
  let size = 0;
  for await (const piece of piecesOf(file)) {
    sum.update(piece);
    size += piece.length;
    if (size > LARGEST) throw new ZipTooLargeError();
  }
  return {
    name: Buffer.from(path, 'utf8'),
    method: STORED,
    crc: sum.value,
    packedSize: size,
    size,
    offset,
    file,
  };
}

async function* fileContent({ file, size, crc }: FileEntry): AsyncGenerator<Uint8Array> {
  const sum = new Crc32();
  let done = 0;
  for await (const piece of piecesOf(file)) {
    sum.update(piece);
    done += piece.length;
    yield piece;
  }
  if (done !== size || sum.value !== crc)
    throw Object.assign(new Error('it changed meanwhile'), { code: 'EBUSY' });
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file: FileHandle = await open(path, 'r');
  try {
    for (;;) {
      const bytes = Buffer.allocUnsafe(READ_BYTES);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, null);
      if (bytesRead === 0) return;
      yield bytes.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function localHeader({ name, method, crc, packedSize, size }: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packedSize, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function directoryEntry({ name, method, crc, packedSize, size, offset }: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packedSize, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function directoryEnd(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
