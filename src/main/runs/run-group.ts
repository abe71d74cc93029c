import { setTimeout as wait } from 'node:timers/promises';
import type { RunEvent } from '../../contract/contract';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { closeMachines, type GroupMachine } from '../remote/group-machines';
import { LOST_MILLISECONDS, type LostMember, TrainingGroup } from '../remote/training-group';
import type { TrainerCommand } from '../trainer/protocol/protocol';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

export interface RunGroupListeners {
  /** A machine has not the data set yet. */
  readonly onSending: () => void;
  /** A machine is gone. */
  readonly onLost: () => void;
}

/** What the trainer here says when another one does not take part any more. */
const OF_OTHERS: ReadonlySet<string> = new Set(['replica-lost', 'group-given-up']);

/** The machines that train a run together with this one, from their connections to the run's end. */
export class RunGroup {
  readonly #machines: readonly GroupMachine[];
  readonly #canceled = new AbortController();
  #group: TrainingGroup | null = null;
  #hasBegun = false;
  #lost: LostMember | null = null;
  #reportLost: () => void = () => undefined;
  readonly #whenLost: Promise<void>;

  constructor(machines: readonly GroupMachine[]) {
    this.#machines = machines;
    this.#whenLost = new Promise((resolve) => {
      this.#reportLost = resolve;
    });
  }

  /** Whether the trainer here has no command yet. */
  get isOpening(): boolean {
    return this.#group === null;
  }

  /** Starts their part, and gives the command for the trainer here. */
  async begin(command: TrainCommand, listeners: RunGroupListeners): Promise<Reply<TrainCommand>> {
    this.#hasBegun = true;
    const { signal } = this.#canceled;
    const opened = await TrainingGroup.open(this.#machines, { onSendDataset: listeners.onSending, signal });
    if (!opened.ok) return opened;
    const group = opened.value;
    if (signal.aborted) {
      await group.close();
      return failed(failure('run-unknown'));
    }
    const begun = await group.begin(command);
    group.onLost((lost) => {
      // The first one is the reason; the others end because of it.
      this.#lost ??= lost;
      this.#reportLost();
      listeners.onLost();
    });
    this.#group = group;
    return success(begun);
  }

  /**
   * The run's last event as it is for its user: where a machine is the reason, it says which.
   *
   * @param isStopWanted its user has stopped it
   */
  async explain(event: RunEvent, isStopWanted: boolean, step: number): Promise<RunEvent> {
    const isOfOthers = event.type === 'failed' && OF_OTHERS.has(event.failure.code);
    // The trainer here may notice it before the line to that machine ends.
    if (isOfOthers && !isStopWanted) await Promise.race([this.#whenLost, wait(LOST_MILLISECONDS)]);
    const isMadeToStop = event.type === 'stopped' && !isStopWanted;
    return (isOfOthers || isMadeToStop ? this.lostEvent(step) : null) ?? event;
  }

  /** The end of a run that has lost a machine; null: it has not. */
  lostEvent(step: number): RunEvent | null {
    if (this.#lost === null) return null;
    const { name, failure: reason } = this.#lost;
    // That others are gone is what each of them says.
    if (reason !== null && !OF_OTHERS.has(reason.code)) return { type: 'failed', failure: reason };
    return { type: 'interrupted', step, failure: failure('replica-ended', { name }) };
  }

  /** Ends their part, however far it is. */
  async close(): Promise<void> {
    this.#canceled.abort();
    await (this.#hasBegun ? this.#group?.close() : closeMachines(this.#machines));
  }
}
