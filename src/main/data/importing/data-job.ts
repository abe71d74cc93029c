import { type DataJobState, hasEnded } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { type ChildProcess, describeExit } from '../../processes/child-process';
import { tidyUp } from '../dataset-places';
import type { JobCommand, JobMessage } from './import-protocol';

/** A canceled job has this long to remove what it has begun; then it is ended where it is. */
const CANCEL_MILLISECONDS = 150;
const STDERR_TAIL_CHARACTERS = 4_000;

export type StartJobProcess = () => ChildProcess<JobCommand, JobMessage>;

export interface DataJobOptions {
  readonly start: StartJobProcess;
  readonly command: Exclude<JobCommand, { type: 'cancel' }>;
  /** Folder of the user's data sets, where a job that was ended may have left an unfinished one. */
  readonly root: string;
  /** Called for each state; the last one is one with which a job has ended. */
  readonly onState: (state: DataJobState) => void;
}

/** A survey or an import in its own process: whatever a stranger's file does there, the owner survives and says so. */
export class RunningJob {
  /** Settles when the last state has been reported and the process is gone. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess<JobCommand, JobMessage>;
  readonly #options: DataJobOptions;
  #isCanceled = false;
  #last: DataJobState | null = null;
  #stderrTail = '';
  #grace: NodeJS.Timeout | undefined;

  constructor(options: DataJobOptions) {
    this.#options = options;
    this.#process = options.start();
    this.#process.onMessage((message) => this.#receive(message));
    this.#process.onOutput((text) => {
      this.#stderrTail = (this.#stderrTail + text).slice(-STDERR_TAIL_CHARACTERS);
    });
    this.ended = new Promise((resolve) => {
      this.#process.onExit((exit) => {
        clearTimeout(this.#grace);
        void this.#leave(describeExit(exit)).then(resolve);
      });
    });
  }

  cancel(): void {
    if (this.#isCanceled || this.#last !== null) return;
    this.#isCanceled = true;
    this.#process.send({ type: 'cancel' });
    this.#grace = setTimeout(() => this.#process.kill(), CANCEL_MILLISECONDS);
  }

  #receive(message: JobMessage): void {
    if (message.type === 'ready') this.#process.send(this.#options.command);
    else if (this.#last === null) this.#take(message.state);
  }

  #take(state: DataJobState): void {
    if (!hasEnded(state)) {
      if (!this.#isCanceled) this.#options.onState(state);
      return;
    }
    this.#last = state;
    this.#process.kill();
  }

  async #leave(exit: string): Promise<void> {
    const { root, onState } = this.#options;
    // What a job leaves behind that was ended in the middle. It is of no use to anybody, and is tried again at the next start.
    if (this.#last === null) await tidyUp(root).catch(() => undefined);
    onState(this.#last ?? this.#stateAfter(exit));
  }

  #stateAfter(exit: string): DataJobState {
    if (this.#isCanceled) return { type: 'canceled' };
    const detail = this.#stderrTail.trim();
    return { type: 'failed', failure: failure('import-died', { reason: exit }, { detail }) };
  }
}
