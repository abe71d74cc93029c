import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SPLIT_NAMES, type SplitName } from '../../contract/data-survey';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { renameWithPatience, syncFolder } from '../files/atomic-write';
import { writeFailure } from '../files/file-failure';
import { type FileSystem, nodeFileSystem, systemErrorCode } from '../files/file-system';
import { contentHashOf, datasetIdOf } from './content-hash';
import { DESCRIPTION_FILE, isSound } from './dataset-catalog';
import {
  exampleBytes,
  type PreparedDescription,
  type SplitDescription,
  targetBytes,
} from './dataset-description';
import { moveAside, newWorkFolder, tidyUp } from './dataset-places';
import { HashedFile } from './hashed-file';
import { bytesOf, type ExampleRecord, encodeTarget, type PreparedExample } from './prepared-example';

const RECORDS_FILE = 'files.jsonl';
const PROBLEMS_FILE = 'problems.json';

/** What is known of a data set before its examples are. */
export type DatasetPlan = Omit<PreparedDescription, 'version' | 'id' | 'created' | 'splits'>;

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
 * which is put on the disk and then renamed. Examples are streamed; no more than a buffer for each file is in memory.
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
    const splits = await writeExamples(options, folder, fileSystem);
    const { train, validation, test } = splits;
    if (train === undefined) return failed(failure('no-training-examples'));
    if (test === undefined) return failed(failure('no-test-examples'));
    const whole = { train, ...(validation && { validation }), test };
    return success(await publish(options, folder, whole, fileSystem));
  } catch (error) {
    if (error instanceof StorageError) return failed(writeFailure(error.path, error.cause));
    throw error;
  } finally {
    if (work !== null) await rm(work, { recursive: true, force: true });
  }
}

/** The place of the data sets has failed, not what the examples come from. */
class StorageError extends Error {
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(String(cause));
  }
}

async function inStorage<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw systemErrorCode(error) === '' ? error : new StorageError(path, error);
  }
}

type Splits = Partial<Record<SplitName, SplitDescription>>;

async function writeExamples(
  { plan, examples, problems }: WriteOptions,
  folder: string,
  fileSystem: FileSystem,
): Promise<Splits> {
  const writer = new ExampleWriter(plan, folder, fileSystem);
  try {
    for await (const example of examples) await inStorage(folder, () => writer.add(example));
    return await inStorage(folder, () => writer.finish(problems()));
  } finally {
    await writer.close();
  }
}

interface SplitFiles {
  count: number;
  readonly examples: HashedFile;
  readonly targets: HashedFile | null;
}

/** The files of a data set while its examples come. */
class ExampleWriter {
  readonly #plan: DatasetPlan;
  readonly #folder: string;
  readonly #fileSystem: FileSystem;
  readonly #exampleBytes: number;
  readonly #targetBytes: number;
  readonly #splits = new Map<SplitName, SplitFiles>();
  readonly #open = new Set<HashedFile>();
  #records: HashedFile | null = null;

  constructor(plan: DatasetPlan, folder: string, fileSystem: FileSystem) {
    this.#plan = plan;
    this.#folder = folder;
    this.#fileSystem = fileSystem;
    this.#exampleBytes = exampleBytes(plan);
    this.#targetBytes = targetBytes(plan);
  }

  async add({ record, values, target }: PreparedExample): Promise<void> {
    const isMask = target instanceof Uint8Array;
    const line: ExampleRecord = { ...record, target: isMask ? null : target };
    this.#records ??= await this.#create(RECORDS_FILE);
    await this.#records.write(Buffer.from(`${JSON.stringify(line)}\n`));
    if (record.split === null || values === null) return;
    const bytes = bytesOf(values);
    if (bytes.length !== this.#exampleBytes) {
      throw new Error(`${record.key} has ${bytes.length} bytes instead of ${this.#exampleBytes}`);
    }
    const split = await this.#splitOf(record.split);
    await split.examples.write(bytes);
    await split.targets?.write(encodeTarget(target, this.#plan.target, this.#targetBytes));
    split.count += 1;
  }

  async finish(problems: readonly object[]): Promise<Splits> {
    const splits: Splits = {};
    for (const name of SPLIT_NAMES) {
      const split = this.#splits.get(name);
      if (split === undefined) continue;
      const examples = { file: fileName(name, 'examples'), sha256: await this.#finish(split.examples) };
      if (split.targets === null) splits[name] = { count: split.count, examples };
      else {
        const targets = { file: fileName(name, 'targets'), sha256: await this.#finish(split.targets) };
        splits[name] = { count: split.count, examples, targets };
      }
    }
    if (this.#records !== null) await this.#finish(this.#records);
    await writeWhole(this.#fileSystem, join(this.#folder, PROBLEMS_FILE), problems);
    return splits;
  }

  /** What is still open after a failure. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#open].map((file) => file.close()));
  }

  async #splitOf(name: SplitName): Promise<SplitFiles> {
    const known = this.#splits.get(name);
    if (known !== undefined) return known;
    const examples = await this.#create(fileName(name, 'examples'));
    const targets = this.#targetBytes === 0 ? null : await this.#create(fileName(name, 'targets'));
    const split = { count: 0, examples, targets };
    this.#splits.set(name, split);
    return split;
  }

  async #create(name: string): Promise<HashedFile> {
    const file = await HashedFile.create(this.#fileSystem, join(this.#folder, name));
    this.#open.add(file);
    return file;
  }

  #finish(file: HashedFile): Promise<string> {
    this.#open.delete(file);
    return file.finish();
  }
}

function fileName(split: SplitName, what: 'examples' | 'targets'): string {
  return `${split}.${what}`;
}

async function writeWhole(fileSystem: FileSystem, path: string, value: unknown): Promise<void> {
  const file = await HashedFile.create(fileSystem, path);
  try {
    await file.write(Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.finish();
}

/** Gives the finished folder its id and its name in the catalog. */
async function publish(
  { root, plan, now = Date.now() }: WriteOptions,
  work: string,
  splits: PreparedDescription['splits'],
  fileSystem: FileSystem,
): Promise<WrittenDataset> {
  const whole = { version: 2 as const, ...plan, splits };
  const id = datasetIdOf(plan.name, contentHashOf(whole));
  const description: PreparedDescription = { ...whole, id, created: new Date(now).toISOString() };
  const folder = join(root, id);
  if (await isSound(folder)) return { id, folder, isNew: false };
  return inStorage(folder, async () => {
    await writeWhole(fileSystem, join(work, DESCRIPTION_FILE), description);
    await syncFolder(fileSystem, work, process.platform);
    // What is there and cannot be used makes room, and is kept for a while as removed ones are.
    await moveAside(root, id, now);
    await renameWithPatience(fileSystem, work, folder, process.platform);
    await syncFolder(fileSystem, root, process.platform);
    return { id, folder, isNew: true };
  });
}
