import { promisify } from 'node:util';
import { constants, inflateRaw, inflateRawSync } from 'node:zlib';
import { sourceProblem } from '../source-problem-error';
import type { ByteSource } from './byte-source';
import { crc32 } from '../../../files/crc32';
import type { ZipEntry } from './zip-directory';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_LENGTH = 30;
/** Deflate adds at most five bytes to a block of 16 kB that it cannot make smaller. */
const largestPacked = (size: number) => size + Math.ceil(size / 1024) + 64;
/** Shorter entries are unpacked in place: a thread takes longer to be asked. */
const IN_PLACE_BYTES = 65_536;

const inflateInThread = promisify(inflateRaw);

/** Whether an entry's method of compression is one that is read here. */
export const isReadableMethod = (method: number) => method === 0 || method === 8;

/**
 * An entry's content, never more than its directory announces.
 *
 * @throws SourceProblemError `file-too-large`, `damaged-entry`
 */
export async function readZipEntry(
  source: ByteSource,
  entry: ZipEntry,
  path: string,
  limitBytes: number,
): Promise<Uint8Array> {
  const { size, packedSize, method, crc } = entry;
  if (size > limitBytes) throw sourceProblem('file-too-large', path, String(size));
  if (method === 0 ? packedSize !== size : packedSize > largestPacked(size)) {
    throw damagedEntry(path, 'its sizes contradict each other');
  }
  const packed = source.read(dataStartOf(source, entry, path), packedSize);
  if (packed.length !== packedSize) throw damagedEntry(path, 'it is cut off');
  const bytes = method === 0 ? packed : await inflate(packed, size, path);
  if (bytes.length !== size) throw damagedEntry(path, `it has ${bytes.length} bytes, not ${size}`);
  if (crc32(bytes) !== crc) throw damagedEntry(path, 'its checksum is wrong');
  return bytes;
}

/** The first bytes of an entry; only as much of it is read as they need. */
export async function readZipHead(
  source: ByteSource,
  entry: ZipEntry,
  path: string,
  length: number,
): Promise<Uint8Array> {
  const start = dataStartOf(source, entry, path);
  if (entry.method === 0) return source.read(start, Math.min(length, entry.packedSize));
  // What does not shrink needs a little more than its own length.
  for (let packedLength = length + 512; ; packedLength *= 4) {
    const packed = source.read(start, Math.min(packedLength, entry.packedSize));
    const bytes = inflatePart(packed, path);
    if (bytes.length >= length || packed.length >= entry.packedSize || packed.length < packedLength) {
      return bytes.subarray(0, length);
    }
  }
}

async function inflate(packed: Uint8Array, size: number, path: string): Promise<Uint8Array> {
  const options = { maxOutputLength: Math.max(1, size) };
  try {
    return size <= IN_PLACE_BYTES ? inflateRawSync(packed, options) : await inflateInThread(packed, options);
  } catch (error) {
    throw damagedEntry(path, error instanceof Error ? error.message : String(error));
  }
}

function inflatePart(packed: Uint8Array, path: string): Uint8Array {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw damagedEntry(path, error instanceof Error ? error.message : String(error));
  }
}

/** Where an entry's packed bytes begin: its local header has its own name and extra field. @throws SourceProblemError `damaged-entry` */
export function dataStartOf(source: ByteSource, entry: ZipEntry, path: string): number {
  const header = source.read(entry.headerOffset, LOCAL_HEADER_LENGTH);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < LOCAL_HEADER_LENGTH || view.getUint32(0, true) !== LOCAL_HEADER) {
    throw damagedEntry(path, 'its header is missing');
  }
  return entry.headerOffset + LOCAL_HEADER_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
}

const damagedEntry = (path: string, detail: string) => sourceProblem('damaged-entry', path, detail);
