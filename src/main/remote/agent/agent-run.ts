import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../files/atomic-write';
import { systemErrorCode } from '../../files/file-system';
import {
  identifyProcess,
  type ProcessIdentity,
  processIdentitySchema,
  processState,
} from '../../trainer/run-folder/process-identity';
import type { RemoteEnd } from './protocol';

/** What `train --json` prints. */
export const EVENTS = 'events.jsonl';
const POLL_MILLISECONDS = 200;
const START_MILLISECONDS = 10_000;
/** How much of the events is read at once. */
const PIECE = 1 << 18;
/** How much of the log is sent at the end. */
const LOG_BYTES = 4_096;

/**
 * Lets a command run whatever happens to the connection: its own session, deaf to hang-ups, its output in files. The number of its
 * process is written before it begins, its exit code after it has ended, each as a whole.
 */
const DETACHED = `trap '' HUP
/bin/sh -c 'echo $$ > pid.new && mv pid.new pid && exec "$@"' sh "$@" >> ${EVENTS} 2> log.txt < /dev/null
echo $? > exit.new && mv exit.new exit`;

/** Starts `command` in the run's folder, and answers when its process has a number. */
export async function startDetached(
  folder: string,
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  for (const name of ['pid', 'exit', 'process.json']) await rm(join(folder, name), { force: true });
  const child: ChildProcess = spawn('/bin/sh', ['-c', DETACHED, 'sh', ...command], {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
    env: environment,
  });
  child.unref();
  const deadline = Date.now() + START_MILLISECONDS;
  for (;;) {
    const pid = await readNumber(join(folder, 'pid'));
    if (pid !== null) {
      const identity = JSON.stringify(identifyProcess(pid));
      return writeFileAtomically(join(folder, 'process.json'), identity);
    }
    if (Date.now() > deadline || (await readNumber(join(folder, 'exit'))) !== null) return;
    await wait(20);
  }
}

/** How the run has ended; null while it is in progress. */
export async function endOf(folder: string): Promise<RemoteEnd | null> {
  const exitCode = await readNumber(join(folder, 'exit'));
  if (exitCode !== null) return { exitCode, log: await logTail(folder) };
  const identity = await readIdentity(folder);
  if (identity !== null && processState(identity) !== 'ended') return null;
  // Its process has ended: the code is written a moment later, or never.
  await wait(POLL_MILLISECONDS);
  return { exitCode: await readNumber(join(folder, 'exit')), log: await logTail(folder) };
}

/** Sends the run's process a signal: SIGINT is Ctrl-C, after which it stops after its step, with a checkpoint. */
export async function signalRun(folder: string, signal: NodeJS.Signals): Promise<void> {
  const identity = await readIdentity(folder);
  if (identity === null || processState(identity) !== 'running') return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

/** Hands on what is appended to the events from byte `from`, until the run has ended and all of it was handed on. */
export async function followEvents(
  folder: string,
  from: number,
  onBytes: (bytes: Buffer) => Promise<void>,
): Promise<RemoteEnd> {
  let position = from;
  for (;;) {
    // Looked at before the events: what was written before it ended is read after it has.
    const end = await endOf(folder);
    for (;;) {
      const bytes = await readPiece(join(folder, EVENTS), position);
      if (bytes.length === 0) break;
      position += bytes.length;
      await onBytes(bytes);
    }
    if (end !== null) return end;
    await wait(POLL_MILLISECONDS);
  }
}

async function readPiece(path: string, position: number): Promise<Buffer> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size <= position) return Buffer.alloc(0);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.min(PIECE, size - position)),
      0,
      null,
      position,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function logTail(folder: string): Promise<string> {
  const path = join(folder, 'log.txt');
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  return (await readPiece(path, Math.max(0, size - LOG_BYTES))).toString();
}

async function readNumber(path: string): Promise<number | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^\d+\s*$/.test(text) ? Number(text) : null;
}

async function readIdentity(folder: string): Promise<ProcessIdentity | null> {
  try {
    return processIdentitySchema.parse(JSON.parse(await readFile(join(folder, 'process.json'), 'utf8')));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || systemErrorCode(error) !== '')
      return null;
    throw error;
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
