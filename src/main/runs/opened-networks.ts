import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { OpenedWeights } from '../trainer/protocol/protocol';
import type { ManagedTrainer } from './managed-trainer';

/** A network nobody asks any more gives its memory back after this long. */
const IDLE_MILLISECONDS = 120_000;

/** A saved run whose network is asked. */
export interface SavedRun {
  readonly runId: string;
  readonly document: NetloomDocument;
  /** Folder with its checkpoints. */
  readonly directory: string;
}

/** A network that is asked, with the weights it has. */
export interface AskedNetwork {
  /** Equal for the same network with the same weights. */
  readonly key: string;
  readonly document: NetloomDocument;
  readonly weights: OpenedWeights;
}

/** The network that is open to be asked: one at a time, in its own process, closed when nobody has asked for a while. */
export class OpenedNetworks {
  readonly #start: () => ManagedTrainer;
  readonly #isAsked: (trainer: ManagedTrainer) => boolean;
  readonly #idleMilliseconds: number;
  /** Processes that were told to end and are still there. */
  readonly #ending = new Set<Promise<void>>();
  #open: { readonly key: string; readonly trainer: ManagedTrainer } | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** @param isAsked whether a process still owes an answer: a slow one is waited for, however long it takes */
  constructor(
    start: () => ManagedTrainer,
    isAsked: (trainer: ManagedTrainer) => boolean,
    idleMilliseconds = IDLE_MILLISECONDS,
  ) {
    this.#start = start;
    this.#isAsked = isAsked;
    this.#idleMilliseconds = idleMilliseconds;
  }

  /** The process with the network; it is started when there is none. */
  of({ key, document, weights }: AskedNetwork): ManagedTrainer {
    if (this.#open?.key !== key) {
      this.close();
      const trainer = this.#start();
      trainer.run({ type: 'open', document, weights });
      this.#open = { key, trainer };
    }
    this.#wait();
    return this.#open.trainer;
  }

  /** Whether it is the process with the network. */
  isOpenIn(trainer: ManagedTrainer): boolean {
    return this.#open?.trainer === trainer;
  }

  /** A process has ended. */
  forget(trainer: ManagedTrainer): void {
    if (this.isOpenIn(trainer)) this.#open = null;
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    open.trainer.stop();
    const ending = open.trainer.end(5_000);
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }

  /** Closes it; resolves when no process is left. */
  async end(): Promise<void> {
    this.close();
    await Promise.all(this.#ending);
  }

  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#open !== null && this.#isAsked(this.#open.trainer)) this.#wait();
      else this.close();
    }, this.#idleMilliseconds);
  }
}
