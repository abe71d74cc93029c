import { spawn } from 'node:child_process';
import { signalNumber } from './setup/run-command.mjs';

/**
 * Runs a program in the foreground of this terminal: it gets the terminal's input and output and the signals this process receives.
 * @param {string} command
 * @param {readonly string[]} argumentList
 * @param {{ env?: NodeJS.ProcessEnv; cwd?: string }} [options]
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runInTerminal(command, argumentList, { env = process.env, cwd } = {}) {
  const child = spawn(command, argumentList, { stdio: 'inherit', env, cwd });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
  });
}
