import { rmSync } from 'node:fs';

const directories = new Set<string>();

/** Removes the directory when this process ends, however it ends short of being killed outright. */
export function removeOnExit(directory: string): void {
  if (directories.size === 0) {
    process.once('exit', () => {
      for (const path of directories) rmSync(path, { recursive: true, force: true });
    });
  }
  directories.add(directory);
}
