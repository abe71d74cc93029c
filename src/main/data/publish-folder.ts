import { join } from 'node:path';
import { renameWithPatience, syncFolder } from '../files/atomic-write';
import { type FileSystem, systemErrorCode } from '../files/file-system';
import { DESCRIPTION_FILE, isSound } from './dataset-catalog';
import type { PreparedDescription } from './dataset-description';
import { moveAside } from './dataset-places';
import { writeWhole } from './hashed-file';

/** The place of the data sets has failed, not what the examples come from. */
export class StorageError extends Error {
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(String(cause));
  }
}

/** @throws StorageError for what the system refuses to `write` */
export async function inStorage<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw systemErrorCode(error) === '' ? error : new StorageError(path, error);
  }
}

export interface PublishOptions {
  /** The folder of the user's data sets. */
  readonly root: string;
  /** A folder beside, in which all files of the data set are but its description. */
  readonly work: string;
  readonly description: PreparedDescription;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly fileSystem: FileSystem;
}

/**
 * Puts a finished folder into the catalog under its id, as a whole. False where the same data set is there already; then nothing is done.
 *
 * @throws StorageError
 */
export async function publishFolder(options: PublishOptions): Promise<boolean> {
  const { root, work, description, now, fileSystem } = options;
  const folder = join(root, description.id);
  if (await isSound(folder)) return false;
  return inStorage(folder, async () => {
    await writeWhole(fileSystem, join(work, DESCRIPTION_FILE), description);
    await syncFolder(fileSystem, work, process.platform);
    // What is there and cannot be used makes room, and is kept for a while as removed ones are.
    await moveAside(root, description.id, now);
    await renameWithPatience(fileSystem, work, folder, process.platform);
    await syncFolder(fileSystem, root, process.platform);
    return true;
  });
}
