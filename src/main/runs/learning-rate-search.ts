import type { LearningRatePoint, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { exitFailure } from './exit-failure';
import { ManagedTrainer } from './managed-trainer';
import type { StartTrainer } from './trainer-process';

/** What a search has found, or why it failed. */
export type SearchReply = Reply<{ readonly points: readonly LearningRatePoint[] }>;

/** The search for a learning rate, in its own process; one at a time. */
export class LearningRateSearch {
  readonly #startTrainer: StartTrainer;
  readonly #startMilliseconds: number;
  #trainer: ManagedTrainer | null = null;

  constructor(startTrainer: StartTrainer, startMilliseconds: number) {
    this.#startTrainer = startTrainer;
    this.#startMilliseconds = startMilliseconds;
  }

  get isUnderWay(): boolean {
    return this.#trainer !== null;
  }

  /** The points come one by one, and all of them in the end. */
  search(document: NetloomDocument, onPoint: (point: LearningRatePoint) => void): Promise<SearchReply> {
    if (this.isUnderWay) return Promise.resolve(failed(failure('run-in-progress')));
    return new Promise((resolve) => {
      const settle = (reply: SearchReply) => {
        this.#trainer = null;
        resolve(reply);
        void trainer.end(5_000);
      };
      const trainer: ManagedTrainer = new ManagedTrainer(this.#startTrainer, {
        startMilliseconds: this.#startMilliseconds,
        hasPriority: false,
        onMessage: (message) => {
          if (message.type === 'learning-rate') onPoint(message.point);
          else if (message.type === 'learning-rates') settle(success({ points: message.points }));
          else if (message.type === 'command-failed') settle(failed(message.failure));
        },
        onExit: (reason, stderrTail) => {
          if (this.#trainer === trainer) settle(failed(exitFailure(trainer, reason, stderrTail)));
        },
      });
      this.#trainer = trainer;
      trainer.run({ type: 'find-learning-rate', document });
    });
  }

  /** Ends the search; it answers with what it has found. */
  stop(): void {
    this.#trainer?.send({ type: 'stop' });
  }

  /** Ends its process, in order if that works within the time. */
  async end(milliseconds: number): Promise<void> {
    await this.#trainer?.end(milliseconds);
  }
}
