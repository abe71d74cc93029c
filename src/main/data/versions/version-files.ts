import { copyFile, link, open } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_PARTS } from '../../../contract/data-browser';
import { type FileSystem, systemErrorCode } from '../../files/file-system';
import type { BrowsedDataset } from '../browsing/browsed-dataset';
import type { DatasetFile } from '../dataset-description';
import { PROBLEMS_FILE } from '../example-writer';
import { throwIfAborted } from '../file-tree/abort';
import { HashedFile, writeWhole } from '../hashed-file';
import type { ExampleRecord } from '../prepared-example';
import { inStorage } from '../publish-folder';
import type { VersionPlan } from './plan-version';

/** A version that comes to be. */
export interface Writing {
  /** What it corrects. */
  readonly dataset: BrowsedDataset;
  readonly plan: VersionPlan;
  readonly folder: string;
  readonly files: FileSystem;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Examples copied at a time. */
const CHUNK = 256;

/** The same content under a second name; a copy where the system has no such names. */
export async function linkFile(
  { dataset, folder, signal }: Writing,
  { file, sha256 }: DatasetFile,
  name: string,
): Promise<DatasetFile> {
  throwIfAborted(signal);
  const from = join(dataset.found.folder, file);
  const to = join(folder, name);
  await inStorage(folder, async () => {
    try {
      await link(from, to);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') throw error;
      await copyFile(from, to);
      const copy = await open(to, 'r+');
      await copy.sync().finally(() => copy.close());
    }
  });
  return { file: name, sha256 };
}

/** The values of those examples, a few at a time. */
export async function writeFile(
  { folder, files, signal }: Writing,
  name: string,
  numbers: readonly number[],
  read: (numbers: readonly number[]) => Uint8Array,
): Promise<DatasetFile> {
  const file = await inStorage(folder, () => HashedFile.create(files, join(folder, name)));
  try {
    for (let start = 0; start < numbers.length; start += CHUNK) {
      throwIfAborted(signal);
      const bytes = read(numbers.slice(start, start + CHUNK));
      await inStorage(folder, () => file.write(bytes));
      // Lets the message in that cancels it.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  return { file: name, sha256: await inStorage(folder, () => file.finish()) };
}

/** One line for each example, by part, in the order of storage. */
export async function writeRecords(
  path: string,
  { parts, leftOut }: VersionPlan,
  files: FileSystem,
): Promise<void> {
  const file = await HashedFile.create(files, path);
  const records: readonly ExampleRecord[] = [
    ...DATA_PARTS.flatMap((part) => parts[part].records),
    ...leftOut,
  ];
  try {
    for (const record of records) await file.write(Buffer.from(`${JSON.stringify(record)}\n`));
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.finish();
}

/** What was noted at the import stays known; there is none of a data set that comes with the app. */
export async function copyProblems(from: string, to: string, files: FileSystem): Promise<void> {
  const target = join(to, PROBLEMS_FILE);
  try {
    await copyFile(join(from, PROBLEMS_FILE), target);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    await writeWhole(files, target, []);
  }
}
