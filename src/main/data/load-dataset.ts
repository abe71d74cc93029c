import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Failure, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { isSystemCode, systemErrorCode } from '../files/file-system';
import type { FoundDataset } from './dataset-catalog';
import type { SplitDescription } from './dataset-description';
import { type IdxArray, IdxFormatError, parseIdx } from './idx';

const decompress = promisify(gunzip);

/** Room for an IDX header of four axes. */
const LARGEST_HEADER = 20;

/** One part of a data set, in memory. */
export interface LoadedSplit {
  readonly count: number;
  /** `count * height * width * channels` bytes, channels last. */
  readonly images: Uint8Array;
  /** One class index for each image. */
  readonly labels: Uint8Array;
}

/** A data set's images and labels. */
export interface LoadedDataset {
  readonly train: LoadedSplit;
  readonly test: LoadedSplit;
}

/** Why a file is not taken; becomes a failure at the edge of this module. */
class DamagedFile extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}

/**
 * Reads a data set and checks that it is whole: checksums, headers, sizes and labels. Never throws for a file that is missing or
 * damaged.
 */
export async function loadDataset(found: FoundDataset): Promise<Reply<LoadedDataset>> {
  try {
    const { splits } = found.description;
    const [train, test] = await Promise.all([loadSplit(found, splits.train), loadSplit(found, splits.test)]);
    return success({ train, test });
  } catch (error) {
    return failed(asFailure(found.description.id, error));
  }
}

async function loadSplit(
  { folder, description }: FoundDataset,
  split: SplitDescription,
): Promise<LoadedSplit> {
  const [height, width, channels] = description.imageShape;
  const { count } = split;
  const images = await loadFile(folder, split.images, count * height * width * channels);
  // Gray images have no channel axis of their own in the file.
  const isImages = [
    [count, height, width, channels],
    ...(channels === 1 ? [[count, height, width]] : []),
  ].some((shape) => isSame(shape, images.shape));
  if (!isImages) throw new DamagedFile(split.images.file, `it holds [${images.shape.join(', ')}]`);
  return { count, images: images.values, labels: await loadLabels({ folder, description }, split) };
}

/**
 * The class of each example of a split.
 *
 * @throws when the file is missing or damaged
 */
export async function loadLabels(
  { folder, description }: FoundDataset,
  { count, labels: file }: SplitDescription,
): Promise<Uint8Array> {
  const labels = await loadFile(folder, file, count);
  if (!isSame([count], labels.shape)) {
    throw new DamagedFile(file.file, `it holds ${labels.shape[0]} labels`);
  }
  const classes = description.classNames.en.length;
  if (labels.values.some((label) => label >= classes)) {
    throw new DamagedFile(file.file, `it has labels beyond the ${classes} classes`);
  }
  return labels.values;
}

async function loadFile(
  folder: string,
  { file, sha256 }: SplitDescription['images'],
  expectedBytes: number,
): Promise<IdxArray> {
  const packed = await readFile(join(folder, file));
  if (createHash('sha256').update(packed).digest('hex') !== sha256) {
    throw new DamagedFile(file, 'its checksum is wrong');
  }
  const unpacked = file.endsWith('.gz')
    ? // Never more than what the description announces, whatever the file says.
      await decompress(packed, { maxOutputLength: expectedBytes + LARGEST_HEADER })
    : packed;
  try {
    return parseIdx(unpacked);
  } catch (error) {
    if (error instanceof IdxFormatError) throw new DamagedFile(file, error.message);
    throw error;
  }
}

function asFailure(id: string, error: unknown): Failure {
  if (error instanceof DamagedFile) {
    return failure('dataset-damaged', { id, file: error.file, reason: error.reason });
  }
  const code = systemErrorCode(error);
  if (code === '') throw error;
  if (code === 'ENOENT') return failure('dataset-missing', { id }, { detail: code });
  const detail = String(error);
  if (isSystemCode(code)) return failure('dataset-unreadable', { id, reason: code }, { detail });
  return failure('dataset-damaged', { id, file: '', reason: code }, { detail });
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
