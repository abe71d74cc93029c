import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { writeFailure } from '../files/file-failure';
import { type FileSystem, nodeFileSystem } from '../files/file-system';
import { contentHashOf, datasetIdOf } from './content-hash';
import type { PreparedDescription } from './dataset-description';
import { newWorkFolder, tidyUp } from './dataset-places';
import { inStorage, publishFolder, StorageError } from './publish-folder';

export interface PublishOptions {
  /** The folder of the user's data sets; made where there is none. */
  readonly root: string;
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

/** A data set before its content has given it an id. */
export type UnnamedDescription = Omit<PreparedDescription, 'id' | 'created'>;

/**
 * Writes a data set so that it is in the catalog as a whole or not at all, whatever ends the process: it comes to be in a folder beside,
 * which is put on the disk and then renamed.
 *
 * @param write writes everything but the description into the folder. What it fails with is passed on, what it throws is thrown on; then
 * nothing stays behind.
 */
export async function publishDataset(
  options: PublishOptions,
  write: (folder: string, fileSystem: FileSystem) => Promise<Reply<UnnamedDescription>>,
): Promise<Reply<WrittenDataset>> {
  const { root, now, fileSystem = nodeFileSystem } = options;
  let work: string | null = null;
  try {
    await inStorage(root, () => mkdir(root, { recursive: true }));
    await inStorage(root, () => tidyUp(root, now));
    work = newWorkFolder(root);
    const folder = work;
    await inStorage(folder, () => mkdir(folder));
    const written = await write(folder, fileSystem);
    return written.ok ? success(await publish(options, folder, written.value, fileSystem)) : written;
  } catch (error) {
    if (error instanceof StorageError) return failed(writeFailure(error.path, error.cause));
    throw error;
  } finally {
    if (work !== null) await rm(work, { recursive: true, force: true });
  }
}

/** Gives the finished folder its id and its name in the catalog. */
async function publish(
  { root, now = Date.now() }: PublishOptions,
  work: string,
  whole: UnnamedDescription,
  fileSystem: FileSystem,
): Promise<WrittenDataset> {
  const id = datasetIdOf(whole.name, contentHashOf(whole));
  const description: PreparedDescription = { ...whole, id, created: new Date(now).toISOString() };
  const isNew = await publishFolder({ root, work, description, now, fileSystem });
  return { id, folder: join(root, id), isNew };
}
