import {
  type CurrentRun,
  isActivePhase,
  progressOf,
  type Reply,
  type RunEvent,
  type RunSnapshot,
  type RunStatus,
} from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { Log } from '../log/log';
import { LOST_MILLISECONDS } from '../remote/training-group';
import { isRunEvent, type TrainerCommand, type TrainerMessage } from '../trainer/protocol/protocol';
import { exitFailure } from './exit-failure';
import { type ManagedTrainer, STOP_GRACE_MILLISECONDS } from './managed-trainer';
import type { RunGroup } from './run-group';
import { type ResumedRun, RunHistory } from './run-history';
import type { StartTrainer } from './trainer-process';

/** A run on another machine, as the one who owns it has it. */
export interface RemoteRun {
  /** What stands for its trainer here. */
  readonly start: StartTrainer;
  /** Looks for the machine now. */
  readonly reach: () => void;
}

/** How a run begins. */
export interface RunStart {
  readonly document: NetloomDocument;
  /** Where its checkpoints go; absent: it has none and cannot be resumed. */
  readonly directory?: string;
  /** A file of weights to begin with. */
  readonly initialWeights?: string;
  /** SHA-256 of that file, where it has to be a certain one. */
  readonly initialWeightsHash?: string;
  /** A run that is resumed at its newest checkpoint: what is saved of it. */
  readonly resumed?: ResumedRun;
  /** It is trained by another machine. */
  readonly remote?: RemoteRun;
  /** It is trained by this machine together with others. */
  readonly group?: RunGroup;
  /** It has been trained there all the time, and is followed again: where it is. */
  readonly followed?: RunStatus;
}

export interface SupervisedRunOptions {
  readonly id: string;
  readonly start: RunStart;
  readonly trainer: ManagedTrainer;
  readonly log: Log;
  readonly onEvent: (runId: string, event: RunEvent) => void;
  /** The run is over; null: its process already is. */
  readonly onEnd: (trainer: ManagedTrainer | null) => void;
  /** How long a trainer that does not answer a stop has. */
  readonly stopGraceMilliseconds: number;
}

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

const UNKNOWN = failed(failure('run-unknown'));

/** One run and its process, from the command to train to its last event. */
export class SupervisedRun {
  readonly #options: SupervisedRunOptions;
  readonly #history: RunHistory;
  #trainer: ManagedTrainer | null;
  #stopTimer: NodeJS.Timeout | null = null;
  #hasLeft = false;
  /** Until the other machines of its group are left. */
  #closing: Promise<void> | null = null;
  /** Step of the newest checkpoint. */
  #checkpointStep = 0;

  constructor(options: SupervisedRunOptions) {
    this.#options = options;
    this.#history = new RunHistory(options.start.resumed ?? null, options.start.followed ?? null);
    this.#trainer = options.trainer;
  }

  get id(): string {
    return this.#options.id;
  }

  /** Null when its process has ended. */
  get trainer(): ManagedTrainer | null {
    return this.#trainer;
  }

  /** Whether this machine trains it. */
  get isHere(): boolean {
    return this.#options.start.remote === undefined;
  }

  /** When nothing of it runs on other machines of its group. */
  async closed(): Promise<void> {
    await this.#closing;
  }

  /** Changes with each checkpoint. */
  get checkpointKey(): string {
    return `${this.id} ${this.#checkpointStep}`;
  }

  get isActive(): boolean {
    return isActivePhase(this.#history.status.phase);
  }

  /** How far it is, from 0 to 1; null when that is not known yet. */
  get progress(): number | null {
    return progressOf(this.#history.status);
  }

  /** Whether it came at least as far as its first checkpoint. */
  get hasWeights(): boolean {
    return this.#history.status.hasWeights;
  }

  current(): CurrentRun {
    return {
      runId: this.id,
      documentName: this.#options.start.document.name,
      status: this.#history.status,
    };
  }

  snapshot(): RunSnapshot {
    return { ...this.current(), document: this.#options.start.document, ...this.#history.curves() };
  }

  /** Sends the command to train. */
  begin(): void {
    const { document, directory, initialWeights, initialWeightsHash, resumed } = this.#options.start;
    this.#emit({ type: 'preparing', task: 'starting' });
    const command: TrainCommand = {
      type: 'train',
      document,
      ...(directory !== undefined && { runDirectory: directory }),
      ...(initialWeights !== undefined && { initialWeights }),
      ...(initialWeightsHash !== undefined && { initialWeightsHash }),
      ...(resumed !== undefined && { resume: true }),
    };
    const { group } = this.#options.start;
    if (group === undefined) this.#trainer?.run(command);
    else void this.#beginTogether(group, command);
    this.#options.log.info(`${this.id} started`);
  }

  /** Holds the run after its current step. */
  pause(): Reply<null> {
    const { phase } = this.#history.status;
    if (!this.isActive || phase === 'stopping') return UNKNOWN;
    if (phase === 'paused' || phase === 'pausing') return success(null);
    this.#history.request('pause');
    this.#trainer?.send({ type: 'pause' });
    return success(null);
  }

  continue(): Reply<null> {
    const { phase } = this.#history.status;
    if (phase !== 'paused' && phase !== 'pausing') return UNKNOWN;
    this.#history.request('continue');
    this.#trainer?.send({ type: 'continue' });
    return success(null);
  }

  /** Ends the run after its current step. */
  stop(): Reply<null> {
    if (!this.isActive) return UNKNOWN;
    if (this.#history.status.phase === 'stopping') return success(null);
    this.#history.request('stop');
    const { group } = this.#options.start;
    if (group?.isOpening === true || this.#trainer?.stop() === false)
      this.#emit({ type: 'stopped', step: 0 });
    else if (this.isHere) this.#limitStop(this.#options.stopGraceMilliseconds);
    return success(null);
  }

  /** Looks for the machine that trains it now. */
  reach(): void {
    this.#options.start.remote?.reach();
  }

  /** Leaves a run on another machine to itself: it continues there. */
  letGo(): void {
    this.#hasLeft = true;
  }

  receive(message: TrainerMessage): void {
    if (!this.isActive) return;
    if (message.type === 'command-failed') {
      this.#emit({ type: 'failed', failure: message.failure });
    } else if (message.type === 'stopping') {
      if (this.#stopTimer !== null) this.#limitStop(STOP_GRACE_MILLISECONDS.answering);
    } else if (isRunEvent(message)) {
      const { group } = this.#options.start;
      const isEnd = message.type === 'failed' || message.type === 'stopped';
      if (group !== undefined && isEnd) void this.#endTogether(group, message);
      else this.#emit(message);
    }
  }

  /** Its process has ended: in order after the run, or before it. */
  leave(trainer: ManagedTrainer, reason: string, stderrTail: string): void {
    this.#trainer = null;
    if (this.#hasLeft) return;
    if (!this.isActive) {
      this.#options.onEnd(null);
      return;
    }
    const { log } = this.#options;
    const { phase, lastStep, hasWeights } = this.#history.status;
    if (phase === 'stopping') {
      // It was ended, or exited so soon after its last message that this was lost: either way the run was to stop.
      log.info(`${this.id}: the trainer ended while stopping: ${reason}`);
      this.#emit({ type: 'stopped', step: lastStep });
      return;
    }
    const lost = this.#options.start.group?.lostEvent(lastStep) ?? null;
    if (lost !== null) {
      this.#emit(lost);
      return;
    }
    log.error(`${this.id}: the trainer ended: ${reason}`, stderrTail);
    const death = exitFailure(trainer, reason, stderrTail);
    // What has too little memory, or cannot start, would fail again from the beginning.
    const canResume = death.code === 'trainer-died' || hasWeights;
    this.#emit(
      canResume
        ? { type: 'interrupted', step: lastStep, failure: death }
        : { type: 'failed', failure: death },
    );
  }

  /** The others first: the trainer here has to know where they are. */
  async #beginTogether(group: RunGroup, command: TrainCommand): Promise<void> {
    const begun = await group
      .begin(command, {
        onSending: () => this.#emit({ type: 'preparing', task: 'sending' }),
        onLost: () => this.#stopLost(),
      })
      .catch((error: unknown) => {
        this.#options.log.error(`${this.id} could not be started on other machines`, error);
        return failed(failure('internal-error', { channel: this.id }));
      });
    if (!this.isActive) return;
    if (begun.ok) this.#trainer?.run(begun.value);
    else this.#emit({ type: 'failed', failure: begun.error });
  }

  /** A machine of the group is gone. In a step, the call of the trainer here fails by itself; where it waits, it gives up. */
  #stopLost(): void {
    if (!this.isActive || this.#trainer === null) return;
    const { lastStep } = this.#history.status;
    const lost = this.#options.start.group?.lostEvent(lastStep) ?? null;
    if (!this.#trainer.stop() && lost !== null) this.#emit(lost);
    else this.#limitStop(LOST_MILLISECONDS);
  }

  async #endTogether(group: RunGroup, event: RunEvent): Promise<void> {
    const { phase, lastStep } = this.#history.status;
    const explained = await group.explain(event, phase === 'stopping', lastStep);
    if (this.isActive) this.#emit(explained);
  }

  #limitStop(milliseconds: number): void {
    if (this.#stopTimer !== null) clearTimeout(this.#stopTimer);
    this.#stopTimer = setTimeout(() => {
      this.#options.log.warning(`${this.id} did not stop in time; its process is ended`);
      this.#trainer?.kill('it did not stop when asked to');
    }, milliseconds);
  }

  #emit(event: RunEvent): void {
    if (event.type === 'checkpoint') this.#checkpointStep = event.step;
    this.#history.add(event);
    this.#options.onEvent(this.id, event);
    if (this.isActive) return;
    if (this.#stopTimer !== null) clearTimeout(this.#stopTimer);
    this.#stopTimer = null;
    this.#closing = this.#options.start.group?.close() ?? null;
    const reason = event.type === 'failed' ? event.failure : undefined;
    this.#options.log.info(`${this.id} ${event.type}`, reason);
    this.#options.onEnd(this.#trainer);
  }
}
