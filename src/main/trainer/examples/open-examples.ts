import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { FoundDataset } from '../../data/dataset-catalog';
import { type LoadedDataset, type LoadedSplit, loadDataset } from '../../data/load-dataset';
import { openStreamedDataset } from '../../data/stream-dataset';
import { requireValue } from '../protocol/trainer-failure';
import type { ExampleSource } from './example-source';
import { InMemoryExamples } from './in-memory-examples';
import { splitExamples } from './split-examples';
import { StreamedExamples } from './streamed-examples';

export interface ExampleOptions {
  /** Use only this many of the first training examples, and a proportional share of the test set. */
  readonly limit?: number;
  readonly settings: Pick<TrainingSettings, 'seed' | 'trainingShare' | 'validationShare'>;
  /** Bytes of images that may be kept in memory. */
  readonly budgetBytes: number;
}

/**
 * Opens a data set: read whole when its images fit the budget, else batch by batch from the disk.
 *
 * @throws RunFailure when it is missing or damaged
 */
export async function openExamples(found: FoundDataset, options: ExampleOptions): Promise<ExampleSource> {
  const { imageShape, splits } = found.description;
  const trainCount = Math.min(options.limit ?? splits.train.count, splits.train.count);
  const share = trainCount / splits.train.count;
  const testCount = share === 1 ? splits.test.count : Math.max(1, Math.round(splits.test.count * share));
  const splitOf = (labels: Uint8Array) => splitExamples(labels.subarray(0, trainCount), options.settings);
  const imageSize = imageShape.reduce((product, size) => product * size, 1);
  if ((splits.train.count + splits.test.count) * imageSize <= options.budgetBytes) {
    const data = requireValue(await loadDataset(found));
    const { labels } = data.train;
    return new InMemoryExamples(limited(data, trainCount, testCount), splitOf(labels), imageShape);
  }
  const data = requireValue(await openStreamedDataset(found));
  const split = splitOf(data.train.labels);
  return new StreamedExamples(data, { trainCount, testCount, split }, imageShape);
}

function limited({ train, test }: LoadedDataset, trainCount: number, testCount: number): LoadedDataset {
  return { train: firstOf(train, trainCount), test: firstOf(test, testCount) };
}

function firstOf(split: LoadedSplit, count: number): LoadedSplit {
  const imageSize = split.images.length / split.count;
  return {
    count,
    images: split.images.subarray(0, count * imageSize),
    labels: split.labels.subarray(0, count),
  };
}
