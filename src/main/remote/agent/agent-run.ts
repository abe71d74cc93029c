import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
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
import { DETACHED, logTail, readNumber } from './run-files-there';

const POLL_MILLISECONDS = 200;
const START_MILLISECONDS = 10_000;

/** Starts `command` in the run's folder in its own session, and answers when its process has a number. */
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
  await hasBegun(folder);
  const pid = await readNumber(join(folder, 'pid'));
  if (pid === null) return;
  const identity = JSON.stringify(identifyProcess(pid));
  await writeFileAtomically(join(folder, 'process.json'), identity);
}

/** How the run has ended; null while it is in progress. */
export async function endOfProcess(folder: string): Promise<RemoteEnd | null> {
  const exitCode = await readNumber(join(folder, 'exit'));
  if (exitCode !== null) return { exitCode, log: await logTail(folder) };
  await hasBegun(folder);
  const identity = await readIdentity(folder);
  if (identity !== null && processState(identity) !== 'ended') return null;
  // Its process has ended: the code is written a moment later, or never.
  await wait(POLL_MILLISECONDS);
  return { exitCode: await readNumber(join(folder, 'exit')), log: await logTail(folder) };
}

/** Sends the run's process a signal: SIGINT is Ctrl-C, after which it stops after its step, with a checkpoint. */
export async function signalProcess(folder: string, signal: NodeJS.Signals): Promise<void> {
  const identity = await readIdentity(folder);
  if (identity === null || processState(identity) !== 'running') return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

/** Waits for a number or an exit code: the agent that started it may have gone a moment ago. */
async function hasBegun(folder: string): Promise<void> {
  const deadline = performance.now() + START_MILLISECONDS;
  while (performance.now() < deadline) {
    if ((await readNumber(join(folder, 'pid'))) !== null) return;
    if ((await readNumber(join(folder, 'exit'))) !== null) return;
    await wait(20);
  }
}

async function readIdentity(folder: string): Promise<ProcessIdentity | null> {
  try {
    return processIdentitySchema.parse(JSON.parse(await readFile(join(folder, 'process.json'), 'utf8')));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || systemErrorCode(error) !== '')
      return identityByFolder(folder);
    throw error;
  }
}

/** Where the agent was cut off before it had written down which process it is: the one of that number, if it works in the run's folder. */
async function identityByFolder(folder: string): Promise<ProcessIdentity | null> {
  const pid = await readNumber(join(folder, 'pid'));
  if (pid === null) return null;
  const works = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return works === (await realpath(folder)) ? identifyProcess(pid) : null;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
