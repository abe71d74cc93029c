/**
 * Gives the tests their own temporary folder (they and what they start find it in TMPDIR), and removes it when they are done. A
 * folder of ours that is still in it was left by a test: the run fails, and names it.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How every folder begins that the program or its tests make. */
const OURS = /^netloom/;

/** @returns {() => void} */
export default function setup() {
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-tests-'));
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    const left = readdirSync(folder).filter((name) => OURS.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    // What is thrown here is printed, and does not change the exit code.
    process.exitCode = 1;
    throw new Error(`Tests left folders behind: ${left.join(', ')}`);
  };
}
