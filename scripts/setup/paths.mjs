import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
export const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));

/** npm's folder in this clone. */
export const modulesDirectory = path.join(projectDirectory, 'node_modules');

/** The package whose native half the set-up supplies. */
export const tfjsDirectory = path.join(modulesDirectory, '@tensorflow', 'tfjs-node-gpu');

/** The package that names Electron's version and, on an ordinary network, fetches its binary. */
export const electronPackageDirectory = path.join(modulesDirectory, 'electron');

/** What the set-up found out; written last, read by start, test, cli, the end-to-end tests and `doctor`. */
export const stateFile = path.join(modulesDirectory, '.netloom', 'setup.json');

/**
 * Where the large native parts live, shared by all clones of this user: `NETLOOM_CACHE`, else `$XDG_CACHE_HOME/netloom`, else
 * `~/.cache/netloom`.
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 */
export function cacheDirectory(environment = process.env) {
  if (environment.NETLOOM_CACHE) return path.resolve(environment.NETLOOM_CACHE);
  const base = environment.XDG_CACHE_HOME;
  // The XDG specification asks to ignore a relative path.
  if (base && path.isAbsolute(base)) return path.join(base, 'netloom');
  return path.join(homedir(), '.cache', 'netloom');
}
