import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DamagedDataset, DatasetList, DatasetSummary, Failure, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { datasetName } from '../../graph-runtime/datasets/known-datasets';
import { isSystemCode, systemErrorCode } from '../files/file-system';
import { contentHashOf } from './content-hash';
import {
  type DatasetDescription,
  datasetDescriptionSchema,
  exampleBytes,
  splitsOf,
  targetBytes,
} from './dataset-description';
import { namesIn } from './dataset-places';
import type { DatasetRoots } from './dataset-roots';

/** The description beside a data set's files. */
export const DESCRIPTION_FILE = 'dataset.json';

/** A data set that was found, and where. */
export interface FoundDataset {
  readonly folder: string;
  readonly description: DatasetDescription;
  readonly isShipped: boolean;
}

/**
 * Finds the data set of that id. Whether its files are whole is seen when they are read.
 *
 * @param name what a document calls it, for the words where it is not here
 */
export async function findDataset(
  { shipped, user }: DatasetRoots,
  id: string,
  name = datasetName(id),
): Promise<Reply<FoundDataset>> {
  // The id comes from a document: only one that names a folder right here is looked for.
  for (const root of isDatasetId(id) ? [shipped, user] : []) {
    const read = await readDescription(join(root, id), root === shipped);
    if (read !== null) return read;
  }
  return failed(failure('dataset-missing', { id, name }));
}

/** Whether an id can be that of a data set: it names a folder right in the place where it is looked for. */
export function isDatasetId(id: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(id);
}

/** All data sets, by name, and the folders among them that cannot be used. */
export async function listDatasets({ shipped, user }: DatasetRoots): Promise<DatasetList> {
  const entries = await Promise.all([...(await listRoot(shipped, true)), ...(await listRoot(user, false))]);
  const byName = <T extends { readonly name: string; readonly id: string }>(a: T, b: T) =>
    a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id, 'en');
  return {
    datasets: entries.flatMap((entry) => ('failure' in entry ? [] : [entry])).sort(byName),
    damaged: entries.flatMap((entry) => ('failure' in entry ? [entry] : [])).sort(byName),
  };
}

async function listRoot(root: string, isShipped: boolean): Promise<readonly Promise<Entry>[]> {
  // What begins with a dot is removed, or not there yet.
  const names = (await namesIn(root)).filter((name) => !name.startsWith('.'));
  const folders = await Promise.all(
    names.map(async (name) => ((await isFolder(join(root, name))) ? [name] : [])),
  );
  return folders.flat().map((id) => readEntry(join(root, id), id, isShipped));
}

type Entry = DatasetSummary | DamagedDataset;

async function readEntry(folder: string, id: string, isShipped: boolean): Promise<Entry> {
  if (!isDatasetId(id)) {
    const reason = 'the name of its folder is no id of a data set';
    return { id, name: id, isShipped, failure: damaged({ id, isShipped }, DESCRIPTION_FILE, reason) };
  }
  const read = await readDescription(folder, isShipped);
  if (read === null) {
    const reason = `it has no ${DESCRIPTION_FILE}`;
    return { id, name: id, isShipped, failure: damaged({ id, isShipped }, DESCRIPTION_FILE, reason) };
  }
  if (!read.ok) return { id, name: id, isShipped, failure: read.error };
  const size = await sizeOf(read.value);
  return size.ok
    ? summarize(read.value, size.value)
    : { id, name: read.value.description.name, isShipped, failure: size.error };
}

/** Whether the folder holds a data set whose files are there, in their sizes. */
export async function isSound(folder: string): Promise<boolean> {
  const read = await readDescription(folder, false);
  return read?.ok === true && (await sizeOf(read.value)).ok;
}

function summarize({ description, isShipped }: FoundDataset, bytes: number): DatasetSummary {
  const { id, name, exampleShape, dtype, target, splits, created, source, parent } = description;
  return {
    ...{ id, name, exampleShape, dtype, target, isShipped, bytes },
    trainCount: splits.train.count,
    validationCount: splits.validation?.count ?? 0,
    testCount: splits.test.count,
    contentHash: contentHashOf(description),
    created: created ?? null,
    source: source ?? null,
    parent: parent ?? null,
  };
}

/** Null when there is no description. */
async function readDescription(folder: string, isShipped: boolean): Promise<Reply<FoundDataset> | null> {
  const id = basename(folder);
  let text: string;
  try {
    text = await readFile(join(folder, DESCRIPTION_FILE), 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (!isSystemCode(code)) throw error;
    return failed(failure('dataset-unreadable', { id, reason: code }));
  }
  const parsed = datasetDescriptionSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    return failed(damaged({ id, isShipped }, DESCRIPTION_FILE, 'it does not describe a data set'));
  }
  if (parsed.data.id !== id) {
    return failed(damaged({ id, isShipped }, DESCRIPTION_FILE, `it describes “${parsed.data.id}”`));
  }
  return success({ folder, description: parsed.data, isShipped });
}

/** Bytes of all files; fails when one is not there or has not the size that it must have. Packed files are measured as they are. */
async function sizeOf({ folder, description, isShipped }: FoundDataset): Promise<Reply<number>> {
  const { id, version } = description;
  let bytes = 0;
  for (const [, { count, examples, targets }] of splitsOf(description)) {
    const files = [
      { file: examples.file, expected: count * exampleBytes(description) },
      ...(targets === undefined ? [] : [{ file: targets.file, expected: count * targetBytes(description) }]),
    ];
    for (const { file, expected } of files) {
      const size = await stat(join(folder, file)).then(
        (found) => found.size,
        () => null,
      );
      if (size === null) return failed(damaged({ id, isShipped }, file, 'it is not there'));
      if (version === 2 && size !== expected) {
        const reason = `it should have ${expected} bytes and has ${size}`;
        return failed(damaged({ id, isShipped }, file, reason));
      }
      bytes += size;
    }
  }
  return success(bytes);
}

/** That a file is not what it should be, with what can be done about it. */
export function damaged(
  { id, isShipped }: { readonly id: string; readonly isShipped: boolean },
  file: string,
  reason: string,
): Failure {
  return failure(isShipped ? 'dataset-damaged' : 'dataset-of-user-damaged', { id, file, reason });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it.
  }
}
