import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The absolute path of a file the user named. npm runs its scripts in the project's folder, whatever folder the user is in, and
 * says in `INIT_CWD` which that was; paths of the project itself (`presets/lenet.json`) are understood from anywhere.
 */
export function userPath(path: string, environment: NodeJS.ProcessEnv = process.env): string {
  const there = pathForWriting(path, environment);
  return existsSync(there) ? there : resolve(path);
}

/** The same for what does not exist yet. */
export function pathForWriting(path: string, environment: NodeJS.ProcessEnv = process.env): string {
  const isRunByNpm = environment.npm_lifecycle_event === 'cli' || environment.npm_lifecycle_event === 'start';
  const folder = isRunByNpm ? environment.INIT_CWD : undefined;
  return folder === undefined ? resolve(path) : resolve(folder, path);
}
