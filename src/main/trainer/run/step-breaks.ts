import type { RunEvent } from '../../../contract/contract';
import type { CheckpointKeeper } from '../checkpoints/checkpoint-keeper';
import type { RunControl } from '../prepare/run-control';
import type { PreparedRun } from '../program/prepared-run';
import type { GroupMember } from './group-member';
import type { Progress } from './progress';
import type { RunPosition } from './run-position';

export interface StepBreaksOptions {
  readonly run: PreparedRun;
  readonly position: RunPosition;
  readonly control: RunControl;
  readonly progress: Progress;
  readonly keeper: CheckpointKeeper;
  readonly emit: (event: RunEvent) => void;
  /** The group that stops together; null: this process alone. */
  readonly member: GroupMember | null;
}

/** The moments between two steps, in which a run does what its owner asks for: a native call keeps messages waiting. */
export class StepBreaks {
  readonly #options: StepBreaksOptions;

  constructor(options: StepBreaksOptions) {
    this.#options = options;
  }

  /** Lets messages in, does what they ask for, and returns whether one of them was to stop. */
  async mustStop(): Promise<boolean> {
    const { control } = this.#options;
    await letMessagesIn();
    await this.#answer();
    if (control.isPauseRequested) await this.#pause();
    return this.#reportStop();
  }

  /** Lets messages in between two parts of a step; those that need a moment between two steps wait for it. */
  async isStopped(): Promise<boolean> {
    await letMessagesIn();
    return this.#reportStop();
  }

  #reportStop(): boolean {
    const { control, progress, member } = this.#options;
    const isStopped = member === null ? control.isStopRequested : member.isStopAgreed;
    if (isStopped) progress.flush();
    return isStopped;
  }

  async #pause(): Promise<void> {
    const { control, emit, position, progress, keeper } = this.#options;
    await position.clock.pause(async () => {
      progress.flush();
      await keeper.finish(position.state(null));
      emit({ type: 'paused', step: position.step });
      while (control.isPauseRequested) {
        await control.nextChange();
        await this.#answer();
      }
    });
    if (!control.isStopRequested) emit({ type: 'continued', step: position.step });
  }

  #answer(): Promise<void> {
    const { control, run, position } = this.#options;
    return control.answer({ run, step: position.step });
  }
}

function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
