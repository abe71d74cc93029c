import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { TargetPlan } from '../../graph-runtime/datasets/target-description';
import type { FileSystem } from '../files/file-system';
import type { PreparedDescription } from './dataset-description';
import { ExampleWriter, type WrittenExamples } from './example-writer';
import type { PreparedExample } from './prepared-example';
import { type PublishOptions, publishDataset, type WrittenDataset } from './publish-dataset';
import { inStorage } from './publish-folder';

/** What is known of a data set before its examples are. */
export type DatasetPlan = Omit<PreparedDescription, 'version' | 'id' | 'created' | 'splits' | 'target'> & {
  readonly target: TargetPlan;
};

export interface WriteOptions extends PublishOptions {
  readonly plan: DatasetPlan;
  /** In the order of storage. What it throws ends the writing, and is thrown on. */
  readonly examples: AsyncIterable<PreparedExample> | Iterable<PreparedExample>;
  /** What was not as it should be; asked for when all examples have come. */
  readonly problems: () => readonly object[];
}

/**
 * Writes a data set as `publishDataset` does. Examples are streamed; no more than a buffer for each file is in memory, and targets that are
 * numbers, which are standardized when all training examples are known.
 *
 * Fails with `disk-full` and the like, `no-training-examples` or `no-test-examples`; then nothing stays behind.
 */
export function writePreparedDataset(options: WriteOptions): Promise<Reply<WrittenDataset>> {
  return publishDataset(options, async (folder, fileSystem) => {
    const { splits, target } = await writeExamples(options, folder, fileSystem);
    const { train, validation, test } = splits;
    if (train === undefined) return failed(failure('no-training-examples'));
    if (test === undefined) return failed(failure('no-test-examples'));
    const whole = { train, ...(validation && { validation }), test };
    return success({ version: 2, ...options.plan, target, splits: whole });
  });
}

async function writeExamples(
  { plan, examples, problems }: WriteOptions,
  folder: string,
  fileSystem: FileSystem,
): Promise<WrittenExamples> {
  const writer = new ExampleWriter(plan, folder, fileSystem);
  try {
    for await (const example of examples) await inStorage(folder, () => writer.add(example));
    return await inStorage(folder, () => writer.finish(problems()));
  } finally {
    await writer.close();
  }
}
