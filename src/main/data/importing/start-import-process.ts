import { join } from 'node:path';
import { startForkedProcess } from '../../processes/forked-process';
import { ownEntry } from '../../files/own-entry';
import type { StartJobProcess } from './data-job';

/**
 * The import process as a child of a process of Node's.
 *
 * @param folder of the code that starts it
 */
export function importProcess(folder: string): StartJobProcess {
  const own = ownEntry(folder, join(__dirname, 'import-process.ts'));
  return () => startForkedProcess(own);
}
