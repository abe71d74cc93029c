import { fork, type Serializable } from 'node:child_process';
import { join } from 'node:path';
import type { Failure } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { Capability } from '../../../graph-runtime/ops/capabilities';
import { ownEntry } from '../../files/own-entry';

/** What a few steps of one network came to. */
export interface ProcessTrial {
  /** Mean loss of each step. */
  readonly losses: readonly number[];
  readonly testLoss: number;
  readonly warnings: readonly Failure[];
}

export interface ProcessResult {
  /** In the order of the documents. */
  readonly trials: readonly ProcessTrial[];
  /** What the engine cannot do. */
  readonly missing: readonly Capability[];
}

/** What the process is given. */
export interface ProcessTask {
  readonly documents: readonly NetloomDocument[];
  readonly limit: number;
}

/**
 * Trains networks for one epoch in its own process, because an engine reads its environment once, while it is loaded.
 *
 * @param environment added to this process's
 */
export function trainInProcess(
  task: ProcessTask,
  environment: Readonly<Record<string, string>>,
): Promise<ProcessResult> {
  const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'training-process.ts'));
  const child = fork(entry, [], {
    execArgv: [...execArgv],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      // Only our own script writes into this pipe.
      resolve(message as ProcessResult);
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`the process ended with ${code ?? signal}: ${errors.slice(-2000)}`)),
    );
    child.send(task as unknown as Serializable);
  });
}
