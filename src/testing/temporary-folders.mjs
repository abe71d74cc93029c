/**
 * Gives the tests their own temporary folder (they and what they start find it in TMPDIR), and removes it when they are done. A
 * folder of ours that is still in it was left by a test: the run fails, and names it. What the program caches and the data sets it
 * prepares go there too, not to the user's; the native parts that the set-up has put into the cache are still found.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheDirectory } from '../../scripts/setup/paths.mjs';

/**
 * How every folder begins that the program or its tests make. A process that a test kills while it loads a graph leaves the folder of that
 * behind: the program removes those by itself, later (temporary-directories.ts).
 */
const OURS = /^netloom(?!-session-)/;

/** @returns {() => void} */
export default function setup() {
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-tests-'));
  const ours = {
    TMPDIR: folder,
    NETLOOM_CACHE: cacheDirectory(),
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    XDG_DATA_HOME: path.join(folder, 'data'),
  };
  const before = { ...process.env };
  Object.assign(process.env, ours);
  return () => {
    for (const name of Object.keys(ours)) {
      delete process.env[name];
      if (before[name] !== undefined) process.env[name] = before[name];
    }
    const left = readdirSync(folder).filter((name) => OURS.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    // What is thrown here is printed, and does not change the exit code.
    process.exitCode = 1;
    throw new Error(`Tests left folders behind: ${left.join(', ')}`);
  };
}
