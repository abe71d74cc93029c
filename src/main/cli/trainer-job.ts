import { join } from 'node:path';
import type { Failure } from '../../preload/contract';
import { failureText } from '../../preload/failures';
import { startForkedTrainer } from '../runs/forked-trainer';
import { deathOf } from '../runs/trainer-death';
import { TrainerSession } from '../runs/trainer-session';
import type { TrainerCommand, TrainerMessage } from '../training/protocol';

/** How a job ended: with the trainer's last message, by the trainer's death, or by the user before it began. */
export type JobEnd =
  | { readonly kind: 'ended'; readonly message: TrainerMessage }
  | { readonly kind: 'died'; readonly failure: Failure }
  | { readonly kind: 'forgotten' };

export interface JobResult {
  readonly end: JobEnd;
  /** The signal that interrupted it, if one did. */
  readonly signal: 'SIGINT' | 'SIGTERM' | null;
}

/** The last message of each command. */
const endings: ReadonlySet<TrainerMessage['type']> = new Set([
  'done',
  'stopped',
  'failed',
  'benched',
  'probed',
  'closed',
  'command-failed',
]);

const START_MILLISECONDS = 60_000;
const END_MILLISECONDS = 5_000;

/**
 * Runs one command in a trainer process of its own. The first interruption (Ctrl-C) stops it in order; a second one ends the
 * process at once.
 */
export async function runTrainerJob(
  command: TrainerCommand,
  onMessage: (message: TrainerMessage, send: (command: TrainerCommand) => void) => void,
  onInterrupt: () => void,
): Promise<JobResult> {
  let signal: JobResult['signal'] = null;
  let settle: (end: JobEnd) => void = () => undefined;
  const ended = new Promise<JobEnd>((resolve) => {
    settle = resolve;
  });
  // As this process itself: the loader that runs TypeScript is among its options.
  const start = () =>
    startForkedTrainer({
      entry: join(__dirname, '../training/trainer.ts'),
      execArgv: process.execArgv,
    });
  const session: TrainerSession = new TrainerSession(start, {
    startMilliseconds: START_MILLISECONDS,
    hasPriority: true,
    onMessage: (message) => {
      onMessage(message, (next) => session.tell(next));
      if (endings.has(message.type)) settle({ kind: 'ended', message });
    },
    onExit: (reason, lastWords) => settle({ kind: 'died', failure: deathOf(session, reason, lastWords) }),
  });
  const interrupt = (received: 'SIGINT' | 'SIGTERM') => {
    if (signal !== null) return session.kill(received);
    signal = received;
    onInterrupt();
    if (!session.stop()) settle({ kind: 'forgotten' });
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  session.run(command);
  const end = await ended;
  await session.end(END_MILLISECONDS);
  process.removeListener('SIGINT', interrupt);
  process.removeListener('SIGTERM', interrupt);
  return { end, signal };
}

/** Why a process ended that was not to end, with the end of its output. What it did is for the caller to add. */
export function deathText({ failure }: Extract<JobEnd, { kind: 'died' }>): string {
  const { code, values, detail = '' } = failure;
  const text =
    code === 'trainer-died'
      ? `The training process ended unexpectedly (${values.reason}).`
      : failureText(failure, 'en');
  return detail === '' ? text : `${text}\n${detail}`;
}

/** The exit code of a command ended by a signal: 128 and the signal's number, as shells count. */
export function exitCodeOf(signal: 'SIGINT' | 'SIGTERM'): number {
  return signal === 'SIGINT' ? 130 : 143;
}
