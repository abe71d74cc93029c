import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startForkedProcess } from '../../processes/forked-process';
import type { StartJobProcess } from './data-job';

/**
 * The import process as a child of a process of Node's. Bundled, its entry lies beside the code that starts it; where the sources run as they
 * are, it compiles TypeScript as it loads.
 *
 * @param folder of the bundled code
 */
export function importProcess(folder: string): StartJobProcess {
  const bundled = join(folder, 'import-process.js');
  if (existsSync(bundled)) return () => startForkedProcess({ entry: bundled, execArgv: process.execArgv });
  const entry = join(__dirname, 'import-process.ts');
  const loader = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  return () => startForkedProcess({ entry, execArgv: ['--import', loader] });
}
