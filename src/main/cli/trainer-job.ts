import { constants } from 'node:os';
import type { Failure } from '../../contract/contract';
import { CONTINUE_SIGNAL, PAUSE_SIGNAL } from '../processes/signals';
import { LOST_MILLISECONDS } from '../remote/training-group';
import { exitFailure } from '../runs/exit-failure';
import { ManagedTrainer, STOP_GRACE_MILLISECONDS } from '../runs/managed-trainer';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { linesOf, terminalFailure } from './terminal-failure';
import { takeTrainer } from './trainer-ahead';

/** How a job ended: with the trainer's last message, by the trainer's death, or by the user before it began. */
export type JobEnd =
  | { readonly kind: 'ended'; readonly message: TrainerMessage }
  | { readonly kind: 'died'; readonly failure: Failure }
  | { readonly kind: 'forgotten' };

/** Ctrl-C, `kill`, and a terminal that is closed. */
export const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

export interface JobResult {
  readonly end: JobEnd;
  /** The signal that interrupted it, if one did. */
  readonly signal: Interruption | null;
}

/** Whether a message is the last one of its command. Each kind is listed: a command whose end nobody knows would never return. */
const isLast: Readonly<Record<TrainerMessage['type'], boolean>> = {
  ready: false,
  preparing: false,
  compiled: false,
  step: false,
  evaluating: false,
  epoch: false,
  health: false,
  findings: false,
  checkpoint: false,
  warning: false,
  reach: false,
  queued: false,
  paused: false,
  continued: false,
  done: true,
  stopped: true,
  interrupted: true,
  failed: true,
  probed: true,
  benched: true,
  'measured-speed': false,
  'learning-rate': false,
  'learning-rates': true,
  opened: false,
  closed: true,
  exported: true,
  'imported-weights': true,
  'imported-network': true,
  inspected: false,
  previewed: false,
  'command-failed': true,
  stopping: false,
  'starting-over': false,
};

const START_MILLISECONDS = 60_000;
const END_MILLISECONDS = 5_000;

/** The other processes of a group that trains a network together. */
export interface OtherProcesses {
  /** Calls when one of them has ended before the run. */
  readonly onLost: (call: () => void) => void;
}

/**
 * Runs one command in its own trainer process. The first interruption (Ctrl-C) stops it in order, if that takes no longer than
 * `STOP_GRACE_MILLISECONDS`; a second one ends the process at once, but for those of a terminal that is closed.
 */
export async function runTrainerJob(
  command: TrainerCommand,
  onMessage: (message: TrainerMessage, send: (command: TrainerCommand) => void) => void,
  onInterrupt: () => void,
  others?: OtherProcesses,
): Promise<JobResult> {
  let signal: JobResult['signal'] = null;
  let grace: NodeJS.Timeout | undefined;
  const limitStop = (milliseconds: number) => {
    clearTimeout(grace);
    grace = setTimeout(() => trainer.kill('it did not stop when asked to'), milliseconds);
  };
  let settle: (end: JobEnd) => void = () => undefined;
  const ended = new Promise<JobEnd>((resolve) => {
    settle = resolve;
  });
  const trainer: ManagedTrainer = new ManagedTrainer(takeTrainer, {
    startMilliseconds: START_MILLISECONDS,
    hasPriority: true,
    onMessage: (message) => {
      if (message.type === 'stopping' && signal !== null) limitStop(STOP_GRACE_MILLISECONDS.answering);
      onMessage(message, (next) => trainer.send(next));
      if (isLast[message.type]) settle({ kind: 'ended', message });
    },
    onExit: (reason, stderrTail) =>
      settle({ kind: 'died', failure: exitFailure(trainer, reason, stderrTail) }),
  });
  const interrupt = (received: Interruption) => {
    // A closing terminal says so more than once: the shell, the terminal and the system each send what runs in it a signal.
    if (signal === 'SIGHUP' || (signal !== null && received === 'SIGHUP')) return;
    if (signal !== null) return trainer.kill(received);
    signal = received;
    onInterrupt();
    if (trainer.stop()) limitStop(STOP_GRACE_MILLISECONDS.silent);
    else settle({ kind: 'forgotten' });
  };
  const pause = () => trainer.send({ type: 'pause' });
  const resume = () => trainer.send({ type: 'continue' });
  for (const name of INTERRUPTIONS) process.on(name, interrupt);
  if (command.type === 'train') process.on(PAUSE_SIGNAL, pause).on(CONTINUE_SIGNAL, resume);
  // Where it waits for the others to come up, it gives up; in a step, its call fails by itself.
  others?.onLost(() => {
    if (!trainer.stop()) return settle({ kind: 'forgotten' });
    limitStop(LOST_MILLISECONDS);
  });
  trainer.run(command);
  const end = await ended;
  clearTimeout(grace);
  await trainer.end(END_MILLISECONDS);
  for (const name of INTERRUPTIONS) process.removeListener(name, interrupt);
  process.removeListener(PAUSE_SIGNAL, pause).removeListener(CONTINUE_SIGNAL, resume);
  return { end, signal };
}

/** Why a process ended that was not to end, with the end of its output. What it did is for the caller to add. */
export function exitFailureLines({ failure }: Extract<JobEnd, { kind: 'died' }>): readonly string[] {
  return [...terminalFailure(failure), ...linesOf(failure.detail ?? '')];
}

/** The exit code of a command ended by a signal: 128 and the signal's number, as shells count. */
export function exitCodeOf(signal: Interruption): number {
  return 128 + constants.signals[signal];
}
