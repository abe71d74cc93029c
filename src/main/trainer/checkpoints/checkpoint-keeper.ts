import { join } from 'node:path';
import type { Failure, RunEvent } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { systemErrorCode } from '../../files/file-system';
import type { PreparedRun } from '../program/prepared-run';
import { readState, readWeights, weightNames } from '../program/program-state';
import type { NamedTensor } from '../program/weights-file';
import { RunFailure } from '../protocol/trainer-failure';
import { type CheckpointStore, readWeightsFile } from './checkpoint-store';
import type { RunState } from './run-state';

/** The state without what this keeper knows itself. */
export type StateToKeep = Omit<RunState, 'bestFile'>;

export interface KeeperOptions {
  readonly run: PreparedRun;
  /** Null: the run has no folder; then only the best weights are kept, in memory, if the settings want them. */
  readonly store: CheckpointStore | null;
  readonly emit: (event: RunEvent) => void;
  /** File of the best epoch's weights, of a resumed run. */
  readonly bestFile: string | null;
  /** The checkpoint a run is resumed from, which need not be written again; null: it starts. */
  readonly resumed: RunState | null;
  /** Called before anything is written; throws when the folder is another process's by now. */
  readonly requireFolder: () => Promise<void>;
}

/**
 * Keeps a run's checkpoints and the weights of its best epoch. What is to be written is read from the engine in one call between two
 * steps; it is written while the next steps run. A disk that fails does not end the run: it is reported as a warning.
 */
export class CheckpointKeeper {
  readonly #options: KeeperOptions;
  #bestFile: string | null;
  #bestInMemory: readonly NamedTensor[] | null = null;
  /** The writing under way. */
  #writing: Promise<void> | null = null;
  /** Which moment of the run the newest checkpoint holds. */
  #written: string;
  #lastProblem = '';

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#bestFile = options.bestFile;
    this.#written = options.resumed === null ? '' : momentOf(options.resumed);
  }

  /** Whether a checkpoint is being written; then the next one had better wait a few steps. */
  get isBusy(): boolean {
    return this.#writing !== null;
  }

  get hasStore(): boolean {
    return this.#options.store !== null;
  }

  /** Begins to write a checkpoint. Waits only while an earlier one is still on its way. */
  async checkpoint(state: StateToKeep): Promise<void> {
    if (!this.hasStore) return;
    await this.idle();
    const tensors = readState(this.#options.run);
    this.#begin(() => this.#write(state, tensors));
  }

  /** Keeps the weights as those of the best epoch so far, along with a checkpoint if one is due. */
  async best(state: StateToKeep, isDue: boolean): Promise<void> {
    const { run } = this.#options;
    await this.idle();
    if (!this.hasStore) {
      this.#bestInMemory = run.document.training.earlyStopping?.keepsBest ? readWeights(run) : null;
      return;
    }
    const tensors = isDue ? readState(run) : readWeights(run);
    const names = weightNames(run);
    this.#begin(async () => {
      await this.#writeBest(
        state.best.bestEpoch,
        tensors.filter(({ name }) => names.has(name)),
      );
      if (isDue) await this.#write(state, tensors);
    });
  }

  /** Writes a checkpoint, unless this very moment is on the disk already, and waits until it is. */
  async finish(state: StateToKeep): Promise<void> {
    await this.idle();
    if (momentOf(state) !== this.#written) await this.checkpoint(state);
    await this.idle();
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  /** The weights of the best epoch; null when they were not kept, or are lost. */
  async readBest(): Promise<readonly NamedTensor[] | null> {
    await this.idle();
    const { store } = this.#options;
    if (store === null || this.#bestFile === null) return this.#bestInMemory;
    const read = await readWeightsFile(join(store.directory, this.#bestFile));
    if (read.ok) return read.value;
    this.#warn(read.error);
    return null;
  }

  #begin(work: () => Promise<void>): void {
    this.#writing = work().finally(() => {
      this.#writing = null;
    });
  }

  async #writeBest(epoch: number, tensors: readonly NamedTensor[]): Promise<void> {
    const { store, run } = this.#options;
    if (store === null) return;
    await this.#attempt(async () => {
      this.#bestFile = await store.writeBest(epoch, tensors, run.document.name);
    });
  }

  async #write(state: StateToKeep, tensors: readonly NamedTensor[]): Promise<void> {
    const { store, emit } = this.#options;
    // Broken weights end the run at its next loss; it can then be resumed at the checkpoint before them, which this would replace.
    if (store === null || !areFinite(tensors)) return;
    await this.#attempt(async () => {
      await store.write({ state: { ...state, bestFile: this.#bestFile }, tensors });
      this.#written = momentOf(state);
      this.#lastProblem = '';
      const isBest = state.examplesDone === 0 && state.best.bestEpoch === state.epochsDone;
      const epoch = state.epochsDone + state.examplesDone / state.identity.trainCount;
      emit({ type: 'checkpoint', step: state.step, epoch, isBest: isBest && state.epochsDone > 0 });
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await this.#options.requireFolder();
      await work();
    } catch (error) {
      if (error instanceof RunFailure) return this.#warn(error.failure);
      const reason = systemErrorCode(error) || String(error);
      this.#warn(failure('checkpoint-not-written', { reason }));
    }
  }

  /** A full disk stays full for a while: the same problem is reported once in a row. */
  #warn(problem: Failure): void {
    const text = JSON.stringify(problem);
    if (text !== this.#lastProblem) this.#options.emit({ type: 'warning', failure: problem });
    this.#lastProblem = text;
  }
}

function areFinite(tensors: readonly NamedTensor[]): boolean {
  return tensors.every(({ values }) => {
    // A plain loop: hundreds of megabytes are looked through while a step could run.
    for (let index = 0; index < values.length; index += 1) if (!Number.isFinite(values[index])) return false;
    return true;
  });
}

function momentOf({ step, epochsDone, ended }: Pick<RunState, 'step' | 'epochsDone' | 'ended'>): string {
  return `${step} ${epochsDone} ${ended}`;
}
