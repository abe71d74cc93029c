import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemErrorCode } from '../../files/file-system';

const directories = new Set<string>();
let isWatching = false;

/**
 * Removes the directory when this process ends, however it ends short of being killed outright. `release` says that it has
 * been removed already.
 */
export function removeOnExit(directory: string): { release(): void } {
  if (!isWatching) {
    isWatching = true;
    process.once('exit', () => {
      for (const path of directories) rmSync(path, { recursive: true, force: true });
    });
  }
  directories.add(directory);
  return { release: () => directories.delete(directory) };
}

/** With the number of the process that it is of. */
const SESSION = /^netloom-session-(\d+)-/;
/** Processes of a container see the folder, and not one another: a graph is loaded in seconds, and its folder is gone then. */
const ABANDONED_MILLISECONDS = 600_000;

/** A folder for a graph that is about to be loaded. */
export function makeSessionDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), `netloom-session-${process.pid}-`));
}

/** Removes such folders of processes that were killed while they loaded a graph. */
export async function removeAbandoned(folder = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = Number(SESSION.exec(name)?.[1] ?? process.pid);
    if (isThere(pid)) continue;
    const path = join(folder, name);
    // Another user's cannot be removed, and need not be.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > ABANDONED_MILLISECONDS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH';
  }
}
