import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutSeconds] the command is ended when it takes longer
 * @property {AbortSignal} [signal] ends the command when aborted
 * @property {boolean} [showsOutput] let it write to our terminal instead of keeping what it writes
 * @property {(line: string) => void} [onStatusLine] called with every line the command writes to its file descriptor 3
 *
 * @typedef {object} RunResult
 * @property {number} code the exit code; 127 when there is no such command, 128 + n when it was ended by signal n
 * @property {string} output standard output, unless shown
 * @property {string} errors standard error, unless shown
 * @property {boolean} timedOut
 */

/** Processes to end when the set-up is interrupted. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

let isEnding = false;

/**
 * Runs a command to its end. It gets its own process group, so that ending it ends its children too (installers start
 * compilers and downloaders).
 * @param {string} command
 * @param {readonly string[]} argumentList
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, argumentList, options = {}) {
  // The interrupted run is about to exit: nothing new begins, and nobody continues.
  if (isEnding) return new Promise(() => {});
  const stream = options.showsOutput ? 'inherit' : 'pipe';
  const child = spawn(command, argumentList, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', stream, stream, options.onStatusLine ? 'pipe' : 'ignore'],
    detached: process.platform !== 'win32',
  });
  running.add(child);
  const output = collect(child.stdout);
  const errors = collect(child.stderr);
  if (options.onStatusLine) readLines(child.stdio[3], options.onStatusLine);
  let timedOut = false;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const end = () => {
    timedOut = true;
    endGroup(child, 'SIGTERM');
    timer = setTimeout(() => endGroup(child, 'SIGKILL'), 3000);
  };
  if (options.timeoutSeconds) timer = setTimeout(end, options.timeoutSeconds * 1000);
  const abort = () => endGroup(child, 'SIGTERM');
  options.signal?.addEventListener('abort', abort);
  return new Promise((resolve) => {
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      running.delete(child);
      resolve({ code, output: output(), errors: errors(), timedOut });
    };
    child.once('error', () => finish(127));
    child.once('close', (code, signal) => finish(code ?? 128 + signalNumber(signal)));
  });
}

/** The number of a signal's name, as shells add it to 128. @param {NodeJS.Signals | null} signal */
export function signalNumber(signal) {
  return signal ? os.constants.signals[signal] : 0;
}

/**
 * Ends every command still running, with its children, and waits until they are gone; what has not ended after three seconds is
 * killed.
 * @param {NodeJS.Signals} signal
 */
export async function endRunningCommands(signal) {
  isEnding = true;
  const children = [...running];
  const gone = Promise.all(children.map((child) => once(child, 'exit')));
  for (const child of children) endGroup(child, signal);
  await Promise.race([gone, wait(3000)]);
  for (const child of children) endGroup(child, 'SIGKILL');
}

/** Whether a program of this name is on the PATH. @param {string} name */
export function hasCommand(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((directory) => {
    const file = path.join(directory, name);
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      // Not here, or in a folder of somebody else's: either way it is not ours to run.
      return false;
    }
  });
}

/** The last lines a failed command wrote: what a person needs to see of it. @param {RunResult} result @param {number} [count] */
export function lastLines(result, count = 12) {
  const lines = `${result.output}\n${result.errors}`.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    // The whole group has ended.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {import('node:stream').Readable | null} stream */
function collect(stream) {
  /** @type {Buffer[]} */
  const chunks = [];
  stream?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** @param {unknown} stream @param {(line: string) => void} onLine */
function readLines(stream, onLine) {
  let rest = '';
  const readable = /** @type {import('node:stream').Readable} */ (stream);
  readable.on('data', (/** @type {Buffer} */ chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
