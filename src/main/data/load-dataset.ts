import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { DamagedFile, readingFailure } from './damaged-file';
import type { FoundDataset } from './dataset-catalog';
import { type DatasetDescription, exampleBytes, type SplitDescription } from './dataset-description';
import { classesOfTargets, loadTargets, numbersOfTargets, type TargetValues } from './load-targets';
import type { ExampleValues } from './prepared-example';
import { isSameShape, readIdx } from './read-idx';
import { readWhole } from './read-whole';

/** One part of a data set, in memory. */
export interface LoadedSplit {
  readonly count: number;
  /** `[count, ...exampleShape]`: bytes of images, channels last, or the features of a table's rows. */
  readonly examples: ExampleValues;
  /** One class index for each example; empty where the targets are no classes. */
  readonly labels: Int32Array;
  /** Labels of whatever kind as they are stored; of classes the same as `labels`. */
  readonly targets: TargetValues;
  /** All labels but masks of each example, where there are several; null where there is one that is no number. */
  readonly numbers: Float32Array | null;
}

/** A data set's examples and labels. */
export interface LoadedDataset {
  readonly train: LoadedSplit;
  /** Null where the data set has none of its own. */
  readonly validation: LoadedSplit | null;
  readonly test: LoadedSplit;
}

/** How many of the first examples are wanted of a split; without a number all. */
export interface WantedCounts {
  readonly train?: number;
  readonly test?: number;
}

/**
 * Reads a data set, or the first of its examples, and checks that it is whole: checksums, headers, sizes and labels. Never throws for a
 * file that is missing or damaged.
 */
export async function loadDataset(
  found: FoundDataset,
  wanted: WantedCounts = {},
): Promise<Reply<LoadedDataset>> {
  try {
    const { splits } = found.description;
    const [train, validation, test] = await Promise.all([
      loadSplit(found, splits.train, wanted.train),
      splits.validation === undefined ? null : loadSplit(found, splits.validation),
      loadSplit(found, splits.test, wanted.test),
    ]);
    return success({ train, validation, test });
  } catch (error) {
    return failed(readingFailure(found, error));
  }
}

async function loadSplit(
  found: FoundDataset,
  split: SplitDescription,
  wanted = split.count,
): Promise<LoadedSplit> {
  const all = await loadTargets(found, split);
  const count = Math.min(wanted, split.count);
  const targets = all.subarray(0, (all.length / split.count) * count);
  const { target } = found.description;
  const numbers = numbersOfTargets(targets, target, count);
  const labels = classesOfTargets(targets, target, numbers);
  return { count, examples: await loadExamples(found, split, count), labels, targets, numbers };
}

/** The first `wanted` of a split's examples. */
async function loadExamples(
  { folder, description }: FoundDataset,
  { count, examples }: SplitDescription,
  wanted: number,
): Promise<ExampleValues> {
  const each = exampleBytes(description);
  if (description.version === 2) {
    const values = asValues(await readWhole(folder, examples, count * each), description.dtype);
    return values.subarray(0, (values.length / count) * wanted);
  }
  const read = await readIdx(folder, examples, count * each, wanted * each);
  const [height = 1, width = 1, channels = 1] = description.exampleShape;
  // Gray images have no channel axis of their own in the file.
  const isImages = [
    [count, height, width, channels],
    ...(channels === 1 ? [[count, height, width]] : []),
  ].some((shape) => isSameShape(shape, read.shape));
  if (!isImages) throw new DamagedFile(examples.file, `it holds [${read.shape.join(', ')}]`);
  return read.values.subarray(0, wanted * each);
}

/** Stored bytes as the values they are. Those of numbers begin where numbers may. */
export function asValues(bytes: Uint8Array, dtype: DatasetDescription['dtype']): ExampleValues {
  if (dtype === 'uint8') return bytes;
  const count = bytes.length / Float32Array.BYTES_PER_ELEMENT;
  return new Float32Array(bytes.buffer, bytes.byteOffset, count);
}
