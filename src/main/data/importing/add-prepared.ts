import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportProgress, ImportReport } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { writeFailure } from '../../files/file-failure';
import { nodeFileSystem } from '../../files/file-system';
import {
  exampleBytes,
  type PreparedDescription,
  splitsOf,
  targetBytes,
  type SplitDescription,
} from '../dataset-description';
import { newWorkFolder, tidyUp } from '../dataset-places';
import { PROBLEMS_FILE, RECORDS_FILE } from '../example-writer';
import { throwIfAborted } from '../file-tree/abort';
import type { FileTree } from '../file-tree/file-tree';
import { openFileTree } from '../file-tree/open-file-tree';
import { HashedFile } from '../hashed-file';
import { inStorage, publishFolder, StorageError } from '../publish-folder';
import { NEAR_DISTANCE } from './examples/near-duplicates';
import type { JobCommand } from './import-protocol';
import { storageFailure } from './import-source';
import { JobFailure, notRecognized } from './open-source';
import { bytesOfPrepared, type PreparedFolder, preparedIn } from './prepared-source';
import { ProgressMeter } from './progress-meter';
import { throttled } from './throttle';

interface AddWatcher {
  readonly signal: AbortSignal;
  /** At most ten times a second. */
  onProgress(progress: ImportProgress): void;
}

/** One file to copy: with what its description says of it, or, of those that training does not need, without. */
interface PreparedFile {
  readonly name: string;
  readonly expected: { readonly sha256: string; readonly bytes: number } | null;
  /** Examples that are done with it. */
  readonly count: number;
}

/**
 * Copies a prepared data set into the user's catalog, as a whole or not at all. Every file that training reads is compared with its
 * checksum on the way.
 *
 * @throws JobFailure, SourceProblemError; an Error called AbortError
 */
export async function addPrepared(
  { path, root }: Extract<JobCommand, { type: 'add-prepared' }>,
  watcher: AddWatcher,
): Promise<ImportReport> {
  const started = Date.now();
  const tree = await openFileTree(path, { signal: watcher.signal });
  try {
    const found = await preparedIn(tree);
    if (found === null) throw new JobFailure(notRecognized(path, tree));
    const isNew = await copyInto(root, tree, found, watcher);
    return reportOf(found.description, isNew, (Date.now() - started) / 1_000);
  } finally {
    await tree.close();
  }
}

async function copyInto(
  root: string,
  tree: FileTree,
  found: PreparedFolder,
  watcher: AddWatcher,
): Promise<boolean> {
  const { description } = found;
  const work = newWorkFolder(root);
  try {
    await inStorage(root, () => mkdir(root, { recursive: true }));
    await inStorage(root, () => tidyUp(root));
    await inStorage(work, () => mkdir(work));
    const meter = new ProgressMeter(countOf(description), Date.now);
    const report = throttled(() => watcher.onProgress(meter.progress('publishing')));
    for (const file of filesOf(tree, found)) {
      await copyFile(tree, found, file, work, watcher.signal);
      for (let left = file.count; left > 0; left -= 1) meter.count(false);
      report();
    }
    const fileSystem = nodeFileSystem;
    return await publishFolder({ root, work, description, now: Date.now(), fileSystem });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const refused = writeFailure(error.path, error.cause);
    throw new JobFailure(storageFailure(refused, root, bytesOfPrepared(description)));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function filesOf(tree: FileTree, { prefix, description }: PreparedFolder): readonly PreparedFile[] {
  const stored = [...splitsOf(description).map(([, split]) => split), ...excludedOf(description)];
  const needed = stored.flatMap(({ count, examples, targets }): PreparedFile[] => [
    {
      name: examples.file,
      expected: { sha256: examples.sha256, bytes: count * exampleBytes(description) },
      count,
    },
    ...(targets === undefined
      ? []
      : [
          {
            name: targets.file,
            expected: { sha256: targets.sha256, bytes: count * targetBytes(description) },
            count: 0,
          },
        ]),
  ]);
  const paths = new Set(tree.files.map(({ path }) => path));
  const others = [RECORDS_FILE, PROBLEMS_FILE].filter((name) => paths.has(prefix + name));
  return [...needed, ...others.map((name) => ({ name, expected: null, count: 0 }))];
}

/** What a user has excluded, and may include again. */
function excludedOf({ excluded }: PreparedDescription): readonly SplitDescription[] {
  return excluded === undefined ? [] : [excluded];
}

/** @throws JobFailure for a file that is not as its description says */
async function copyFile(
  tree: FileTree,
  { prefix, description }: PreparedFolder,
  { name, expected }: PreparedFile,
  work: string,
  signal: AbortSignal,
): Promise<void> {
  const damaged = () =>
    new JobFailure(failure('data-prepared-damaged', { name: description.name, file: name }));
  if (!tree.files.some(({ path }) => path === prefix + name)) throw damaged();
  const source = await tree.onDisk(prefix + name);
  const copy = await inStorage(work, () => HashedFile.create(nodeFileSystem, join(work, name)));
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 })) {
      throwIfAborted(signal);
      bytes += chunk.length;
      await inStorage(work, () => copy.write(chunk));
    }
  } catch (error) {
    await copy.close();
    throw error;
  }
  const sha256 = await inStorage(work, () => copy.finish());
  if (expected !== null && (expected.bytes !== bytes || expected.sha256 !== sha256)) throw damaged();
}

function countOf({ splits }: PreparedDescription): number {
  return splits.train.count + (splits.validation?.count ?? 0) + splits.test.count;
}

function reportOf(description: PreparedDescription, isNew: boolean, seconds: number): ImportReport {
  const { id, name, splits } = description;
  return {
    ...{ id, name, wasThere: !isNew, found: countOf(description), skipped: 0, problems: [] },
    imported: {
      train: splits.train.count,
      validation: splits.validation?.count ?? 0,
      test: splits.test.count,
    },
    ...{ nearDistance: NEAR_DISTANCE, seconds, bytes: bytesOfPrepared(description) },
  };
}
