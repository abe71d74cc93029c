import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { TargetPlan } from '../../graph-runtime/datasets/target-description';
import { writeFailure } from '../files/file-failure';
import { type FileSystem, nodeFileSystem } from '../files/file-system';
import { contentHashOf, datasetIdOf } from './content-hash';
import type { PreparedDescription } from './dataset-description';
import { newWorkFolder, tidyUp } from './dataset-places';
import { ExampleWriter, type WrittenExamples } from './example-writer';
import type { PreparedExample } from './prepared-example';
import { inStorage, publishFolder, StorageError } from './publish-folder';

/** What is known of a data set before its examples are. */
export type DatasetPlan = Omit<PreparedDescription, 'version' | 'id' | 'created' | 'splits' | 'target'> & {
  readonly target: TargetPlan;
};

export interface WriteOptions {
  /** The folder of the user's data sets; made where there is none. */
  readonly root: string;
  readonly plan: DatasetPlan;
  /** In the order of storage. What it throws ends the writing, and is thrown on. */
  readonly examples: AsyncIterable<PreparedExample> | Iterable<PreparedExample>;
  /** What was not as it should be; asked for when all examples have come. */
  readonly problems: () => readonly object[];
  /** Milliseconds since 1970. */
  readonly now?: number;
  readonly fileSystem?: FileSystem;
}

export interface WrittenDataset {
  readonly id: string;
  readonly folder: string;
  /** False: the same content was there under the same name already. */
  readonly isNew: boolean;
}

/**
 * Writes a data set so that it is in the catalog as a whole or not at all, whatever ends the process: it comes to be in a folder beside,
 * which is put on the disk and then renamed. Examples are streamed; no more than a buffer for each file is in memory, and targets that are
 * numbers, which are standardized when all training examples are known.
 *
 * Fails with `disk-full` and the like, `no-training-examples` or `no-test-examples`; then nothing stays behind.
 */
export async function writePreparedDataset(options: WriteOptions): Promise<Reply<WrittenDataset>> {
  const { root, fileSystem = nodeFileSystem } = options;
  let work: string | null = null;
  try {
    await inStorage(root, () => mkdir(root, { recursive: true }));
    await inStorage(root, () => tidyUp(root, options.now));
    work = newWorkFolder(root);
    const folder = work;
    await inStorage(folder, () => mkdir(folder));
    const { splits, target } = await writeExamples(options, folder, fileSystem);
    const { train, validation, test } = splits;
    if (train === undefined) return failed(failure('no-training-examples'));
    if (test === undefined) return failed(failure('no-test-examples'));
    const whole = { train, ...(validation && { validation }), test };
    return success(await publish(options, folder, { target, splits: whole }, fileSystem));
  } catch (error) {
    if (error instanceof StorageError) return failed(writeFailure(error.path, error.cause));
    throw error;
  } finally {
    if (work !== null) await rm(work, { recursive: true, force: true });
  }
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

/** Gives the finished folder its id and its name in the catalog. */
async function publish(
  { root, plan, now = Date.now() }: WriteOptions,
  work: string,
  written: Pick<PreparedDescription, 'target' | 'splits'>,
  fileSystem: FileSystem,
): Promise<WrittenDataset> {
  const whole = { version: 2 as const, ...plan, ...written };
  const id = datasetIdOf(plan.name, contentHashOf(whole));
  const description: PreparedDescription = { ...whole, id, created: new Date(now).toISOString() };
  const isNew = await publishFolder({ root, work, description, now, fileSystem });
  return { id, folder: join(root, id), isNew };
}
