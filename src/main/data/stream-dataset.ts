import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { cacheFolder } from '../files/cache-folder';
import { isSystemCode, systemErrorCode } from '../files/file-system';
import type { FoundDataset } from './dataset-catalog';
import type { SplitDescription } from './dataset-description';
import { ImageFile } from './image-file';
import { loadLabels } from './load-dataset';

/** One part of a data set whose images stay on the disk. */
export interface StreamedSplit {
  readonly count: number;
  readonly labels: Uint8Array;
  readonly images: ImageFile;
}

export interface StreamedDataset {
  readonly train: StreamedSplit;
  readonly test: StreamedSplit;
}

/** Where packed files are kept unpacked, so that single images can be read. */
function defaultCache(): string {
  return cacheFolder('images');
}

/**
 * Opens a data set too large for memory. Packed image files are unpacked into a cache the first time, named by their checksum; then
 * they are only opened.
 */
export async function openStreamedDataset(
  found: FoundDataset,
  cache = defaultCache(),
): Promise<Reply<StreamedDataset>> {
  const { splits, id } = found.description;
  try {
    const [train, test] = [
      await openSplit(found, splits.train, cache),
      await openSplit(found, splits.test, cache),
    ];
    return success({ train, test });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT') return failed(failure('dataset-missing', { id }, { detail: code }));
    if (error instanceof NotUnpacked) {
      const values = { id, folder: cache, reason: error.reason };
      return failed(failure('dataset-not-unpacked', values, { detail: String(error) }));
    }
    if (isSystemCode(code)) {
      const values = { id, reason: code };
      return failed(failure('dataset-unreadable', values, { detail: String(error) }));
    }
    const reason = code || (error instanceof Error ? error.message : String(error));
    return failed(failure('dataset-damaged', { id, file: '', reason }));
  }
}

/** The cache cannot be written: what the data set is stored in is not at fault. */
class NotUnpacked extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Errors of the system while the cache is written. */
async function inCache<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = systemErrorCode(error);
    // What zlib finds in the packed file is no error of the cache.
    if (!isSystemCode(reason)) throw error;
    throw new NotUnpacked(reason);
  }
}

async function openSplit(
  found: FoundDataset,
  split: SplitDescription,
  cache: string,
): Promise<StreamedSplit> {
  const { folder, description } = found;
  const imageSize = description.imageShape.reduce((product, size) => product * size, 1);
  const bytes = split.count * imageSize;
  const labels = await loadLabels(found, split);
  const { file, sha256 } = split.images;
  const path = file.endsWith('.gz')
    ? await unpacked(join(folder, file), sha256, cache, bytes)
    : join(folder, file);
  // The images are the end of the file; what is in front is its header, as long as its axes make it.
  const start = statSync(path).size - bytes;
  if (start < 8 || start > 20) throw new Error(`${file} has not as many images as it should`);
  return { count: split.count, labels, images: new ImageFile({ path, start, imageSize }) };
}

/** The file's content, unpacked and checked; written beside and renamed, so that what is there is whole. */
async function unpacked(path: string, sha256: string, cache: string, bytes: number): Promise<string> {
  const target = join(cache, `${sha256}.idx`);
  if (existsSync(target)) return target;
  // A packed file that cannot be read is the data set's fault, not the cache's.
  await access(path, constants.R_OK);
  await inCache(() => mkdir(cache, { recursive: true }));
  const temporary = `${target}.${process.pid}.tmp`;
  const sum = createHash('sha256');
  const hashed = new Transform({
    transform(chunk, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
  let written = 0;
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      written += chunk.length;
      // Never much more than the description announces, whatever the file says.
      done(written > bytes + 20 ? new Error('it holds more than it should') : null, chunk);
    },
  });
  try {
    await inCache(() =>
      pipeline(createReadStream(path), hashed, createGunzip(), counted, createWriteStream(temporary)),
    );
    if (sum.digest('hex') !== sha256) throw new Error('its checksum is wrong');
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return target;
}
