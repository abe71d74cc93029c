import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { failure } from '../../contract/failures';
import { SourceProblemError } from '../data/file-tree/source-problem-error';
import { type ByteSource, openByteSource } from '../data/file-tree/zip/byte-source';
import { dataStartOf } from '../data/file-tree/zip/zip-data';
import { readZipDirectory, type ZipEntry } from '../data/file-tree/zip/zip-directory';
import { nameOfEntry } from '../data/file-tree/zip/zip-names';
import { Crc32 } from '../files/crc32';
import { limitOf, PACKAGE_LIMITS } from './manifest';
import { PackageError } from './package-error';

const READ_BYTES = 1_000_000;
/** The directory of an archive with the most entries, each with a long name. */
const LARGEST_DIRECTORY_READ = 8_000_000;
const LINK_MODE = 0o120000;
const TYPE_MODE = 0o170000;

/**
 * Takes the files of a package out of a stranger's archive: those with a name that a package has, none beyond its limit, written under `folder`
 * as they are unpacked. Nothing is written where something of it is not as it should be before that.
 *
 * @returns the paths taken out, as in the archive
 * @throws PackageError, or the system's error of the disk that is written
 */
export async function extractPackage(
  path: string,
  name: string,
  folder: string,
): Promise<ReadonlySet<string>> {
  const source = opened(path, name);
  try {
    if (!isArchive(source)) throw new PackageError(failure('package-no-archive', { name }));
    const entries = listed(source, name);
    for (const [file, entry] of entries) {
      const target = join(folder, ...file.split('/'));
      await mkdir(dirname(target), { recursive: true });
      await extract(source, entry, target, name);
    }
    return new Set(entries.keys());
  } catch (error) {
    if (error instanceof SourceProblemError)
      throw new PackageError(failure('package-damaged', { name }), error);
    throw error;
  } finally {
    source.close();
  }
}

/** What the archive's directory has is read at once, so that its size is looked at first. */
function opened(path: string, name: string): ByteSource {
  const source = openByteSource(path);
  return {
    ...source,
    read: (start, length) => {
      if (length > LARGEST_DIRECTORY_READ) throw new PackageError(failure('package-damaged', { name }));
      return source.read(start, length);
    },
  };
}

/** Whether it begins as an archive does: anything else is another file, not one that was damaged on its way. */
function isArchive(source: ByteSource): boolean {
  return source.size >= 2 && Buffer.from(source.read(0, 2)).toString('latin1') === 'PK';
}

function listed(source: ByteSource, name: string): ReadonlyMap<string, ZipEntry> {
  const found = readZipDirectory(source);
  if (found.length > PACKAGE_LIMITS.entries) throw new PackageError(failure('package-damaged', { name }));
  const entries = new Map<string, ZipEntry>();
  for (const entry of found) {
    const path = nameOfEntry(entry);
    const limit = limitOf(path);
    if (limit === null) continue;
    const isLink = (entry.mode & TYPE_MODE) === LINK_MODE;
    if (isLink || entry.isEncrypted || entries.has(path)) {
      throw new PackageError(failure('package-unsafe', { name, entry: path }));
    }
    // Weights are stored: an archive of a few bytes cannot unpack to gigabytes.
    const isFair = entry.method === 0 ? entry.packedSize === entry.size : entry.method === 8;
    const isShort = entry.method === 0 || entry.size <= PACKAGE_LIMITS.events;
    if (!isFair || !isShort || entry.size > limit)
      throw new PackageError(failure('package-damaged', { name }));
    entries.set(path, entry);
  }
  return entries;
}

async function extract(source: ByteSource, entry: ZipEntry, target: string, name: string): Promise<void> {
  const damaged = () => new PackageError(failure('package-damaged', { name }));
  const file = await open(target, 'wx', 0o600);
  const sum = new Crc32();
  let size = 0;
  try {
    for await (const piece of unpacked(source, entry, damaged)) {
      size += piece.length;
      if (size > entry.size) throw damaged();
      sum.update(piece);
      for (let done = 0; done < piece.length; ) {
        done += (await file.write(piece, done, piece.length - done)).bytesWritten;
      }
    }
    if (size !== entry.size || sum.value !== entry.crc) throw damaged();
    await file.sync();
  } finally {
    await file.close();
  }
}

async function* unpacked(
  source: ByteSource,
  entry: ZipEntry,
  damaged: () => PackageError,
): AsyncGenerator<Uint8Array> {
  const packed = packedPieces(source, entry);
  if (entry.method === 0) {
    yield* packed;
    return;
  }
  const inflate = createInflateRaw();
  // An error of either end is met by the loop below.
  pipeline(Readable.from(packed), inflate, () => undefined);
  try {
    for await (const piece of inflate) yield piece as Uint8Array;
  } catch (error) {
    throw error instanceof SourceProblemError ? error : damaged();
  }
}

function* packedPieces(source: ByteSource, entry: ZipEntry): Generator<Uint8Array> {
  const start = dataStartOf(source, entry, source.path);
  for (let done = 0; done < entry.packedSize; ) {
    const piece = source.read(start + done, Math.min(READ_BYTES, entry.packedSize - done));
    if (piece.length === 0) return;
    yield piece;
    done += piece.length;
  }
}
