import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSummary, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { systemErrorCode } from '../files/file-system';
import { type DatasetDescription, datasetDescriptionSchema } from './dataset-description';

/** The description beside a data set's files. */
const DESCRIPTION_FILE = 'dataset.json';

/** A data set that was found, and where. */
export interface FoundDataset {
  readonly folder: string;
  readonly description: DatasetDescription;
}

/**
 * Finds the data set of that id below `root`.
 *
 * @param root folder with one folder for each data set, named by its id
 */
export async function findDataset(root: string, id: string): Promise<Reply<FoundDataset>> {
  // The id comes from a document: only one that names a folder right here is looked for.
  const isHere = /^[a-z0-9][a-z0-9-]*$/.test(id);
  const description = isHere ? await readDescription(join(root, id)) : null;
  if (description === null) return failed(failure('dataset-missing', { id }));
  return success({ folder: join(root, id), description });
}

/** All data sets below `root`, by name. Folders without a valid description are left out. */
export async function listDatasets(root: string): Promise<readonly DatasetSummary[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(folders.map((name) => readDescription(join(root, name))));
  return found
    .filter((description): description is DatasetDescription => description !== null)
    .map(summarize)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function summarize({ id, name, imageShape, classNames, splits }: DatasetDescription): DatasetSummary {
  return {
    id,
    name,
    imageShape,
    classNames,
    trainCount: splits.train.count,
    testCount: splits.test.count,
  };
}

/** Null when there is no description, or one that does not say what it must. */
async function readDescription(folder: string): Promise<DatasetDescription | null> {
  let text: string;
  try {
    text = await readFile(join(folder, DESCRIPTION_FILE), 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === '') throw error;
    return null;
  }
  const parsed = datasetDescriptionSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it.
  }
}
