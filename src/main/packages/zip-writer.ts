import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { Crc32 } from '../files/crc32';
import {
  checkZipSize,
  DEFLATED,
  directoryOf,
  localHeader,
  STORED,
  type ZipEntry,
} from '../files/zip-records';

const READ_BYTES = 1_000_000;

/** A file of the archive: its path within, `/`-separated, and its bytes, or the file on the disk that has them. */
export type ZipSource =
  | { readonly path: string; readonly content: string }
  | { readonly path: string; readonly file: string };

/**
 * A zip archive in pieces, to be written as they come. Texts are deflated; files are stored as they are (weights do not shrink), and never held
 * whole.
 *
 * @throws ZipTooLargeError, or the system's error of a file that cannot be read or changes meanwhile
 */
export async function* zipPieces(sources: readonly ZipSource[]): AsyncGenerator<Uint8Array> {
  const written: ZipEntry[] = [];
  let offset = 0;
  for (const source of sources) {
    const entry = await ('file' in source ? measureFile(source, offset) : packText(source, offset));
    const header = localHeader(entry);
    offset += header.length + entry.packedSize;
    checkZipSize(offset);
    yield header;
    if ('packed' in entry) yield entry.packed;
    else yield* fileContent(entry);
    written.push(entry);
  }
  yield directoryOf(written, offset, false);
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

interface FileEntry extends ZipEntry {
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
    checkZipSize(size);
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
