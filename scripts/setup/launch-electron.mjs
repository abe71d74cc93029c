import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { engineEnvironment } from './self-test.mjs';

/** @typedef {import('./state.mjs').SetupState} SetupState */

/** Silences Chromium’s own log: it fills the terminal with what it misses on a small system, D-Bus above all. The app has its own log. */
export const quietFlag = '--log-level=3';

/**
 * How to start Electron on this machine: the executable, its flags and its environment.
 * @param {Pick<SetupState, 'electron' | 'engine'>} state
 */
export function describeLaunch(state) {
  const barrier = findSandboxBarrier(state.electron.executable);
  return {
    executable: state.electron.executable,
    flags: barrier ? ['--no-sandbox'] : [],
    /** Why the sandbox is off, as a sentence; null while it is on. */
    sandboxNotice: barrier ? `${barrier}, so Electron starts with --no-sandbox.` : null,
    // The app trains in the Node that has set it up: src/main/processes/app-process.ts.
    environment: { ...engineEnvironment(state.engine.environment), NETLOOM_NODE: process.execPath },
  };
}

/**
 * Why Chromium's sandbox cannot work here, or null when it can. It needs either user namespaces, which some containers and
 * distributions forbid, or a helper that belongs to root and has its set-user-id bit.
 * @param {string} executable
 */
export function findSandboxBarrier(executable) {
  if (process.platform !== 'linux') return null;
  if (process.getuid?.() === 0) return 'Chromium’s sandbox does not run as root';
  const helper = statSync(path.join(path.dirname(executable), 'chrome-sandbox'), { throwIfNoEntry: false });
  if (helper && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return null;
  const trial = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  return trial.status === 0 ? null : 'this system forbids the user namespaces that Chromium’s sandbox needs';
}
