import type { Log } from '../log/log';
import type { TrainerMessage } from '../trainer/protocol/protocol';
import { ManagedTrainer } from './managed-trainer';
import type { StartTrainer } from './trainer-process';

/** A loaded engine takes about 400 MB; with less than this to spare, none is kept waiting. */
const MEMORY_FOR_A_WAITING_TRAINER = 1.5e9;

export interface TrainerPoolOptions {
  readonly startTrainer: StartTrainer;
  readonly startMilliseconds: number;
  /** Bytes to spare. */
  readonly availableMemory: () => number;
  readonly log: Log;
  readonly onMessage: (trainer: ManagedTrainer, message: TrainerMessage) => void;
  /** A process has ended that was not merely waiting. */
  readonly onExit: (trainer: ManagedTrainer, reason: string, stderrTail: string) => void;
}

/** The trainer processes: starts them, and keeps one waiting with its engine loaded, so that a run reaches its first step soon. */
export class TrainerPool {
  readonly #options: TrainerPoolOptions;
  #waiting: ManagedTrainer | null = null;
  #isClosed = false;

  constructor(options: TrainerPoolOptions) {
    this.#options = options;
  }

  /** False once the app ends. */
  get isOpen(): boolean {
    return !this.#isClosed;
  }

  /** Starts a process ahead of its use, if there is memory for it. */
  warmUp(): void {
    if (this.#waiting !== null || this.#isClosed) return;
    if (this.#options.availableMemory() >= MEMORY_FOR_A_WAITING_TRAINER) this.waiting();
  }

  /** The process that waits, which stays in the pool. */
  waiting(): ManagedTrainer {
    if (this.#waiting === null) {
      this.#waiting = this.start();
      this.#waiting.load();
    }
    return this.#waiting;
  }

  /** The process that waits, or else a new one; it is the caller's now. */
  take(): ManagedTrainer {
    const trainer = this.#waiting ?? this.start();
    this.#waiting = null;
    return trainer;
  }

  /** @param hasPriority for work that is short and that the user waits for; a training yields to the window */
  start(hasPriority = false): ManagedTrainer {
    return this.startAs(this.#options.startTrainer, hasPriority);
  }

  /** Starts what stands for a trainer elsewhere. */
  startAs(start: StartTrainer, hasPriority = false): ManagedTrainer {
    const trainer: ManagedTrainer = new ManagedTrainer(start, {
      startMilliseconds: this.#options.startMilliseconds,
      hasPriority,
      onMessage: (message) => this.#options.onMessage(trainer, message),
      onExit: (reason, stderrTail) => this.#leave(trainer, reason, stderrTail),
    });
    return trainer;
  }

  /** No process is kept waiting from here on. */
  close(): void {
    this.#isClosed = true;
  }

  /** Ends the process that waits, in order if that works within the time. */
  async end(milliseconds: number): Promise<void> {
    await this.#waiting?.end(milliseconds);
  }

  #leave(trainer: ManagedTrainer, reason: string, stderrTail: string): void {
    const wasWaiting = this.#waiting === trainer;
    if (wasWaiting) this.#waiting = null;
    if (wasWaiting && !this.#isClosed) {
      this.#options.log.error(`the waiting trainer ended: ${reason}`, stderrTail);
    }
    this.#options.onExit(trainer, reason, stderrTail);
  }
}
