import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a process of this program is started with. */
export interface OwnEntry {
  readonly entry: string;
  /** Options of Node's. */
  readonly execArgv: readonly string[];
}

/**
 * The bundled file of an entry, or null where there is none: beside the code that starts it, or where the tests have had entries bundled
 * (`src/testing/bundled-entries.mjs`).
 *
 * @param folder of the code that starts it
 * @param name of the entry, without its ending
 */
export function bundledEntry(folder: string, name: string): string | null {
  const folders = [folder, process.env.NETLOOM_TEST_ENTRIES ?? folder];
  return folders.map((place) => join(place, `${name}.js`)).find((file) => existsSync(file)) ?? null;
}

/**
 * How to start a process of this program: bundled, with the options of this process; or, where the sources run as they are, compiled as it
 * loads, which takes seconds.
 *
 * @param folder of the code that starts it
 * @param source path of the entry's source
 */
export function ownEntry(folder: string, source: string): OwnEntry {
  const bundled = bundledEntry(folder, basename(source, '.ts'));
  if (bundled === null) {
    const loader = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
    return { entry: source, execArgv: ['--import', loader] };
  }
  // The options of a process of tests are the test runner's. A failure names the line of the source.
  const isOfTests = dirname(bundled) !== folder;
  return { entry: bundled, execArgv: isOfTests ? ['--enable-source-maps'] : process.execArgv };
}
