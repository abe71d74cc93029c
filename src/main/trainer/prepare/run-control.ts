import type { PreparedRun } from '../program/prepared-run';

/** A run between two of its steps: what can be looked at. */
export interface RunMoment {
  readonly run: PreparedRun;
  /** Steps done. */
  readonly step: number;
}

/** Something to do between two steps; it is given null when the run ends before its turn comes. */
export type RunTask = (moment: RunMoment | null) => void | Promise<void>;

type Request = 'run' | 'pause' | 'stop';

/**
 * What the owner wants of a run under way. The native call blocks the thread, so wishes arrive between two steps, where the loop
 * looks here: whether to continue, to pause or to stop, and what it is asked meanwhile.
 */
export class RunControl {
  #request: Request = 'run';
  #tasks: RunTask[] = [];
  #wake: (() => void) | null = null;

  pause(): void {
    this.#want(this.#request === 'stop' ? 'stop' : 'pause');
  }

  /** Takes a pause back. A stop stays. */
  continue(): void {
    this.#want(this.#request === 'stop' ? 'stop' : 'run');
  }

  stop(): void {
    this.#want('stop');
  }

  get isPauseRequested(): boolean {
    return this.#request === 'pause';
  }

  get isStopRequested(): boolean {
    return this.#request === 'stop';
  }

  /** Has something done between two steps, also while the run pauses. */
  ask(task: RunTask): void {
    this.#tasks.push(task);
    this.#notify();
  }

  /**
   * Does what has been asked for, in order. The loop calls this between steps; the moment is null when the run is over. A task that
   * asks for another turn gets it the next time.
   */
  async answer(moment: RunMoment | null): Promise<void> {
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const task of tasks) await task(moment);
  }

  /** Resolves as soon as something new is wanted or asked. */
  nextChange(): Promise<void> {
    if (this.#tasks.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #want(request: Request): void {
    this.#request = request;
    this.#notify();
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
