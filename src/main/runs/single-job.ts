import type { Reply } from '../../contract/contract';
import { failed } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { exitFailure } from './exit-failure';
import { ManagedTrainer } from './managed-trainer';
import type { StartTrainer } from './trainer-process';

/** A job in its own process, which ends with it. */
export interface SingleJob<T> {
  readonly result: Promise<Reply<T>>;
  /** Gives it up: it fails with `run-unknown`. */
  readonly stop: () => void;
  /** Resolves when its process is gone, soon after the answer. */
  readonly ended: Promise<void>;
}

export interface SingleJobOptions<T> {
  readonly startTrainer: StartTrainer;
  readonly startMilliseconds: number;
  readonly command: TrainerCommand;
  /** The answer that a message brings, or null; `send` asks the process for more. */
  readonly answerIn: (message: TrainerMessage, send: (command: TrainerCommand) => void) => Reply<T> | null;
}

/** Carries out a command in its own process. */
export function startSingleJob<T>({
  startTrainer,
  startMilliseconds,
  command,
  answerIn,
}: SingleJobOptions<T>): SingleJob<T> {
  let settle: (reply: Reply<T>) => void = () => undefined;
  const result = new Promise<Reply<T>>((resolve) => {
    settle = resolve;
  });
  const trainer: ManagedTrainer = new ManagedTrainer(startTrainer, {
    startMilliseconds,
    hasPriority: false,
    onMessage: (message) => {
      if (message.type === 'command-failed') settle(failed(message.failure));
      const answer = answerIn(message, (next) => trainer.send(next));
      if (answer !== null) settle(answer);
    },
    onExit: (reason, stderrTail) => settle(failed(exitFailure(trainer, reason, stderrTail))),
  });
  trainer.run(command);
  return {
    result,
    stop: () => settle(failed(failure('run-unknown'))),
    ended: result.then(() => trainer.end(5_000)),
  };
}
