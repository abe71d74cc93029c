import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../files/file-system';

/*
 * What lies beside the data sets in their folder: those that come to be, in folders of their own, and those that were removed. Their names
 * begin with a dot, which no id does.
 */

const WORK_NAME = /^\.importing-(\d+)-[0-9a-f]+$/;
const REMOVED_FOLDER = '.removed';
/** `ID~MILLISECONDS` */
const REMOVED_NAME = /^(.+)~(\d+)$/;
const KEPT_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/** A folder that does not exist yet, for a data set that comes to be. It says which process it belongs to. */
export function newWorkFolder(root: string): string {
  return join(root, `.importing-${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Moves a data set out of the catalog; nothing happens where there is none. Throws the system's error. */
export async function moveAside(root: string, id: string, now: number): Promise<void> {
  await mkdir(join(root, REMOVED_FOLDER), { recursive: true });
  try {
    await rename(join(root, id), join(root, REMOVED_FOLDER, `${id}~${now}`));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

/** Moves the data set of that id that was removed last back into the catalog; false where none is kept. Throws the system's error. */
export async function moveBack(root: string, id: string): Promise<boolean> {
  const newest = (await removedIn(root))
    .filter((removed) => removed.id === id)
    .sort((a, b) => b.at - a.at)[0];
  if (newest === undefined) return false;
  await rename(join(root, REMOVED_FOLDER, newest.name), join(root, id));
  return true;
}

/** Deletes what was removed days ago, and what processes that are gone have left unfinished. */
export async function tidyUp(root: string, now = Date.now()): Promise<void> {
  const old = (await removedIn(root)).filter(({ at }) => now - at > KEPT_MILLISECONDS);
  const abandoned = (await namesIn(root)).filter((name) => {
    const [, owner] = WORK_NAME.exec(name) ?? [];
    return owner !== undefined && !isRunning(Number(owner));
  });
  const paths = [
    ...old.map(({ name }) => join(root, REMOVED_FOLDER, name)),
    ...abandoned.map((name) => join(root, name)),
  ];
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

interface RemovedDataset {
  readonly name: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

async function removedIn(root: string): Promise<readonly RemovedDataset[]> {
  return (await namesIn(join(root, REMOVED_FOLDER))).flatMap((name) => {
    const [, id, at] = REMOVED_NAME.exec(name) ?? [];
    return id === undefined ? [] : [{ name, id, at: Number(at) }];
  });
}

/** None where there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, but is there.
    return systemErrorCode(error) !== 'ESRCH';
  }
}
