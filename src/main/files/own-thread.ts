import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Starts a thread of this program. Built, its entry lies beside the code that starts it; where the sources run as they are (command line,
 * tests), the thread compiles TypeScript as it loads.
 *
 * @param folder of the code that starts it
 * @param name of the entry, without its ending
 */
export function startOwnThread(folder: string, name: string): Worker {
  const built = join(folder, `${name}.js`);
  if (existsSync(built)) return new Worker(built);
  // A loader given by `--import` does not reach the entry of a thread.
  const loader = JSON.stringify(createRequire(__filename).resolve('tsx/cjs/api'));
  const entry = JSON.stringify(join(folder, `${name}.ts`));
  return new Worker(`require(${loader}).register(); require(${entry});`, { eval: true, execArgv: [] });
}
