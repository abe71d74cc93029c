import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundledEntry } from './own-entry';

/**
 * Starts a thread of this program: bundled; or, where the sources run as they are, compiled as it loads.
 *
 * @param folder of the code that starts it
 * @param name of the entry, without its ending
 */
export function startOwnThread(folder: string, name: string): Worker {
  const bundled = bundledEntry(folder, name);
  if (bundled !== null) return new Worker(bundled);
  // A loader given by `--import` does not reach the entry of a thread.
  const loader = JSON.stringify(createRequire(__filename).resolve('tsx/cjs/api'));
  const entry = JSON.stringify(join(folder, `${name}.ts`));
  return new Worker(`require(${loader}).register(); require(${entry});`, { eval: true, execArgv: [] });
}
