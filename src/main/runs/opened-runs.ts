import type { ManagedTrainer } from './managed-trainer';
import type { AskedOf } from './questions';

/** A network nobody asks any more gives its memory back after this long. */
const IDLE_MILLISECONDS = 120_000;

/** The saved run whose network is open to be asked: one at a time, in its own process, closed when nobody has asked for a while. */
export class OpenedRuns {
  readonly #start: () => ManagedTrainer;
  #open: { readonly runId: string; readonly trainer: ManagedTrainer } | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(start: () => ManagedTrainer) {
    this.#start = start;
  }

  /** The process with the run's network; it is started when there is none. */
  of({ runId, document, directory }: AskedOf): ManagedTrainer {
    if (this.#open?.runId !== runId) {
      this.close();
      const trainer = this.#start();
      trainer.run({ type: 'open', document, weights: { type: 'run', directory } });
      this.#open = { runId, trainer };
    }
    this.#wait();
    return this.#open.trainer;
  }

  /** A process has ended. */
  forget(trainer: ManagedTrainer): void {
    if (this.#open?.trainer === trainer) this.#open = null;
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    open.trainer.stop();
    void open.trainer.end(5_000);
  }

  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), IDLE_MILLISECONDS);
  }
}
