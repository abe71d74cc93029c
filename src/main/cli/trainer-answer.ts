import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { exitCodeOf, exitFailureLines, type JobEnd, type JobResult, runTrainerJob } from './trainer-job';

/** The one answer of a job of the trainer, or an exit code where there is none. */
export async function answerOfTrainerJob<T extends object>(
  command: TrainerCommand,
  answerIn: (message: TrainerMessage) => T | null,
  output: Output,
): Promise<T | number> {
  let answer: T | null = null;
  const { end, signal } = await runTrainerJob(
    command,
    (message) => {
      answer = answerIn(message) ?? answer;
    },
    () => output.note('Stopping; Ctrl-C again stops at once.'),
  );
  return exitCodeOfFailure(end, signal, output) ?? answer ?? 1;
}

/** The exit code of a job of the trainer that was stopped, died or failed, which is said; null where it did what it was asked. */
export function exitCodeOfFailure(end: JobEnd, signal: JobResult['signal'], output: Output): number | null {
  if (signal !== null) return exitCodeOf(signal);
  if (end.kind === 'died') {
    output.note(exitFailureLines(end));
    return 1;
  }
  if (end.kind === 'ended' && 'failure' in end.message) {
    output.note(terminalFailure(end.message.failure));
    return 1;
  }
  return null;
}
