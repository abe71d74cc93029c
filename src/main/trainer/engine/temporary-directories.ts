import { rmSync } from 'node:fs';

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
