import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SetupFailure } from './failure.mjs';
import { modulesDirectory, projectDirectory } from './paths.mjs';
import { run } from './run-command.mjs';
import { announce } from './terminal.mjs';

const title = 'npm packages';

/** @typedef {{ version?: string; integrity?: string; optional?: boolean; devOptional?: boolean; link?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile */

/** Installs what package-lock.json asks for, when it is not what is there. */
export async function ensureNpmPackages() {
  const reason = findOutdated();
  if (!reason) return announce(title, 'as locked');
  announce(title, `installing (${reason})`);
  const [command, ...first] = npmCommand();
  const result = await run(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: projectDirectory,
    showsOutput: true,
  });
  if (result.code === 0) return;
  throw new SetupFailure(
    'npm could not install the packages; its message is above. Once the network, the registry setting or the rights to this folder are fixed, run: npm run setup',
  );
}

/**
 * Why node_modules is not what package-lock.json asks for, or null when it is. npm keeps an account of what it installed beside
 * the packages, written last: an interrupted installation has none.
 */
export function findOutdated() {
  const account = path.join(modulesDirectory, '.package-lock.json');
  if (!existsSync(account)) return 'there are none yet';
  return compareLockfiles(
    readLockfile(path.join(projectDirectory, 'package-lock.json')),
    readLockfile(account),
  );
}

/**
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed npm's account of node_modules
 * @returns {string | null} the first difference, or null
 */
export function compareLockfiles(wanted, installed) {
  const have = installed.packages ?? {};
  for (const [name, entry] of Object.entries(wanted.packages ?? {})) {
    if (name === '' || entry.link) continue;
    const found = have[name];
    // Optional packages of other platforms are locked, but not installed.
    if (!found && (entry.optional || entry.devOptional)) continue;
    if (!found) return `${shortName(name)} is missing`;
    if (found.version !== entry.version || found.integrity !== entry.integrity) {
      return `${shortName(name)} is ${found.version}, locked is ${entry.version}`;
    }
  }
  return null;
}

/** @param {string} location */
function shortName(location) {
  return location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** @param {string} file @returns {Lockfile} */
function readLockfile(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The npm that runs this script, else the one on the PATH. @returns {[string, ...string[]]} */
export function npmCommand() {
  const running = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(running) ? [process.execPath, running] : ['npm'];
}
