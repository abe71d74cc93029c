import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startForkedProcess } from '../processes/forked-process';
import type { TrainerProcess } from '../runs/trainer-process';

/*
 * A command that trains knows at once that it wants a trainer: the process comes up beside this one while the network is still read and
 * checked. What keeps both from waiting for each other is most of the second that a small network takes to its first step.
 */

let ahead: TrainerProcess | null = null;

/** Starts a trainer for the command that is about to ask for one. */
export function startTrainerAhead(): void {
  ahead ??= start();
}

/** The trainer that was started ahead, or a new one. */
export function takeTrainer(): TrainerProcess {
  const taken = ahead ?? start();
  ahead = null;
  return taken;
}

/** Ends a trainer that nobody has asked for: the command was refused. */
export function endTrainerAhead(): void {
  ahead?.kill();
  ahead = null;
}

/** Bundled, the trainer lies beside this code; where the sources run as they are, with this process's loader for TypeScript. */
function start(): TrainerProcess {
  const bundled = join(__dirname, 'trainer.js');
  const entry = existsSync(bundled) ? bundled : join(__dirname, '../trainer/process/trainer.ts');
  return startForkedProcess({ entry, execArgv: process.execArgv });
}
