import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds `presets/` and `resources/`: the project itself, or the packaged app. Found by going up from `start`,
 * because main runs from `out/main` and the command line from `src/main/cli`.
 */
export function findResourceRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'presets')) && existsSync(join(folder, 'resources', 'datasets')))
      return folder;
    if (dirname(folder) === folder)
      throw new Error(`No presets and data sets above ${start}: the installation is incomplete.`);
  }
}
