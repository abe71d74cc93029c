import { labelBytes } from '../../../graph-runtime/datasets/labels/label-kind';
import type { FoundDataset } from '../../data/dataset-catalog';
import { exampleBytes, splitsOf } from '../../data/dataset-description';
import { loadDataset } from '../../data/load-dataset';
import { storedLabelType } from '../../data/load-targets';
import { openStreamedDataset } from '../../data/stream-dataset';
import { requireValue } from '../protocol/trainer-failure';
import type { ExampleSource } from './example-source';
import { InMemoryExamples } from './in-memory-examples';
import { type SplitSettings, splitExamples } from './split-examples';
import { StreamedExamples } from './streamed-examples';

export interface ExampleOptions {
  /** Use only this many of the first training examples, and a proportional share of the other splits. */
  readonly limit?: number;
  readonly settings: SplitSettings;
  /** Bytes of examples that may be kept in memory. */
  readonly budgetBytes: number;
  /** Whether the examples' labels are used; otherwise the program takes none. */
  readonly isLabeled?: boolean;
}

/** Arrays of more bytes are not to be had everywhere. */
const MOST_BYTES = 2 ** 32 - 1;

/**
 * Opens a data set: read whole when its examples fit the budget, else batch by batch from the disk.
 *
 * @throws RunFailure when it is missing or damaged
 */
export async function openExamples(found: FoundDataset, options: ExampleOptions): Promise<ExampleSource> {
  const { description } = found;
  const { splits, exampleShape } = description;
  const trainCount = Math.min(options.limit ?? splits.train.count, splits.train.count);
  const share = trainCount / splits.train.count;
  const shareOf = (count: number) => (share === 1 ? count : Math.max(1, Math.round(count * share)));
  const testCount = shareOf(splits.test.count);
  const ownValidation = splits.validation === undefined ? null : shareOf(splits.validation.count);
  // Examples without a class are all of one.
  const splitOf = (labels: Int32Array) =>
    splitExamples(
      labels.length === 0 ? new Uint8Array(trainCount) : labels.subarray(0, trainCount),
      options.settings,
      ownValidation,
    );
  const { isLabeled = true } = options;
  const type = isLabeled ? storedLabelType(description) : null;
  const each = exampleBytes(description) + (type?.dtype === 'int32' || type === null ? 0 : labelBytes(type));
  const bytes = splitsOf(description).reduce((sum, [, { count }]) => sum + count * each, 0);
  if (bytes <= Math.min(options.budgetBytes, MOST_BYTES)) {
    const data = requireValue(await loadDataset(found, { train: trainCount, test: testCount }));
    return new InMemoryExamples(data, splitOf(data.train.labels), exampleShape, type);
  }
  const data = requireValue(await openStreamedDataset(found));
  const split = splitOf(data.train.labels);
  return new StreamedExamples(data, { trainCount, testCount, split }, description, type);
}
