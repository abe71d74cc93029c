import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { targetSize } from '../../graph-runtime/datasets/target-description';
import { DamagedFile, readingFailure } from './damaged-file';
import type { FoundDataset } from './dataset-catalog';
import {
  type DatasetDescription,
  type DatasetFile,
  exampleBytes,
  type SplitDescription,
} from './dataset-description';
import { type IdxArray, IdxFormatError, parseIdx } from './idx';
import type { ExampleValues } from './prepared-example';
import { readWhole } from './read-whole';

const decompress = promisify(gunzip);

/** Room for an IDX header of four axes. */
const LARGEST_HEADER = 20;

/** One part of a data set, in memory. */
export interface LoadedSplit {
  readonly count: number;
  /** `[count, ...exampleShape]`: bytes of images, channels last, or the features of a table's rows. */
  readonly examples: ExampleValues;
  /** One class index for each example; empty where the targets are no classes. */
  readonly labels: Int32Array;
}

/** A data set's examples and labels. */
export interface LoadedDataset {
  readonly train: LoadedSplit;
  /** Null where the data set has none of its own. */
  readonly validation: LoadedSplit | null;
  readonly test: LoadedSplit;
}

/**
 * Reads a data set and checks that it is whole: checksums, headers, sizes and labels. Never throws for a file that is missing or
 * damaged.
 */
export async function loadDataset(found: FoundDataset): Promise<Reply<LoadedDataset>> {
  try {
    const { splits } = found.description;
    const [train, validation, test] = await Promise.all([
      loadSplit(found, splits.train),
      splits.validation === undefined ? null : loadSplit(found, splits.validation),
      loadSplit(found, splits.test),
    ]);
    return success({ train, validation, test });
  } catch (error) {
    return failed(readingFailure(found, error));
  }
}

async function loadSplit(found: FoundDataset, split: SplitDescription): Promise<LoadedSplit> {
  const labels = await loadLabels(found, split);
  return { count: split.count, examples: await loadExamples(found, split), labels };
}

async function loadExamples(
  { folder, description }: FoundDataset,
  { count, examples }: SplitDescription,
): Promise<ExampleValues> {
  const bytes = count * exampleBytes(description);
  if (description.version === 2) {
    return asValues(await readWhole(folder, examples, bytes), description.dtype);
  }
  const read = await loadIdx(folder, examples, bytes);
  const [height = 1, width = 1, channels = 1] = description.exampleShape;
  // Gray images have no channel axis of their own in the file.
  const isImages = [
    [count, height, width, channels],
    ...(channels === 1 ? [[count, height, width]] : []),
  ].some((shape) => isSame(shape, read.shape));
  if (!isImages) throw new DamagedFile(examples.file, `it holds [${read.shape.join(', ')}]`);
  return read.values;
}

/** Stored bytes as the values they are. Those of numbers begin where numbers may. */
export function asValues(bytes: Uint8Array, dtype: DatasetDescription['dtype']): ExampleValues {
  if (dtype === 'uint8') return bytes;
  const count = bytes.length / Float32Array.BYTES_PER_ELEMENT;
  return new Float32Array(bytes.buffer, bytes.byteOffset, count);
}

/**
 * The class of each example of a split; none where the targets are no classes.
 *
 * @throws when the file is missing or damaged
 */
export async function loadLabels(
  { folder, description }: FoundDataset,
  { count, targets }: SplitDescription,
): Promise<Int32Array> {
  if (description.target.kind !== 'class' || targets === undefined) return new Int32Array();
  const labels =
    description.version === 2
      ? await readLabels(folder, targets, count)
      : await loadIdxLabels(folder, targets, count);
  const classes = targetSize(description.target);
  if (labels.some((label) => label < 0 || label >= classes)) {
    throw new DamagedFile(targets.file, `it has labels beyond the ${classes} classes`);
  }
  return labels;
}

async function readLabels(folder: string, file: DatasetFile, count: number): Promise<Int32Array> {
  const { buffer } = await readWhole(folder, file, count * Int32Array.BYTES_PER_ELEMENT);
  return new Int32Array(buffer);
}

async function loadIdxLabels(folder: string, file: DatasetFile, count: number): Promise<Int32Array> {
  const labels = await loadIdx(folder, file, count);
  if (!isSame([count], labels.shape)) throw new DamagedFile(file.file, `it holds ${labels.shape[0]} labels`);
  return Int32Array.from(labels.values);
}

async function loadIdx(
  folder: string,
  { file, sha256 }: DatasetFile,
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

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
