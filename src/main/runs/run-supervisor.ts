import type {
  CurrentRun,
  InspectedTensor,
  Inspection,
  InspectionAnswer,
  LayerTimes,
  LearningRatePoint,
  Reply,
  RunEvent,
  RunSnapshot,
} from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { ReadNetwork } from '../../contract/network-import';
import type { WeightImportReport } from '../../contract/weight-import';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { SpeedRecord } from '../../graph-runtime/estimate/speed-record';
import type { Log } from '../log/log';
import type { WantedExport } from './export-files';
import type { NetworkImport } from './import-network';
import type { WeightImport } from './import-weights';
import type { SearchReply } from './learning-rate-search';
import { type ManagedTrainer, STOP_GRACE_MILLISECONDS } from './managed-trainer';
import type { MeasuredSpeeds } from './measured-speeds';
import type { SavedRun } from './opened-networks';
import { SideJobs } from './side-jobs';
import { type RunStart, SupervisedRun } from './supervised-run';
import { TrainerPool } from './trainer-pool';
import type { StartTrainer } from './trainer-process';

export type { RunStart } from './supervised-run';

export interface RunSupervisorOptions {
  readonly startTrainer: StartTrainer;
  readonly onEvent: (runId: string, event: RunEvent) => void;
  readonly log: Log;
  /** Takes in how long the steps of runs and probes took. */
  readonly speeds: Pick<MeasuredSpeeds, 'machine' | 'add'>;
  /** Bytes to spare. */
  readonly availableMemory: () => number;
  /** After this long, a trainer that was asked to stop and does not answer is ended; default `STOP_GRACE_MILLISECONDS.silent`. */
  readonly stopGraceMilliseconds?: number;
  /** Default 60 s. */
  readonly startMilliseconds?: number;
}

const IN_PROGRESS = failed(failure('run-in-progress'));
const UNKNOWN = failed(failure('run-unknown'));

/**
 * Owns the one run there may be at a time (`supervised-run.ts`), the processes (`trainer-pool.ts`) and what they do beside training
 * (`side-jobs.ts`). Each run has its own process: its memory goes back to the system whole, and a crash takes nothing else along.
 */
export class RunSupervisor {
  readonly #options: RunSupervisorOptions;
  readonly #pool: TrainerPool;
  readonly #jobs: SideJobs;
  #run: SupervisedRun | null = null;
  #count = 0;

  constructor(options: RunSupervisorOptions) {
    this.#options = options;
    const { startTrainer, availableMemory, log, speeds, startMilliseconds = 60_000 } = options;
    this.#pool = new TrainerPool({
      startTrainer,
      startMilliseconds,
      availableMemory,
      log,
      onMessage: (trainer, message) => {
        if (this.#jobs.receive(trainer, message)) return;
        if (message.type === 'measured-speed') return speeds.add(message.record);
        if (this.#run?.trainer === trainer) this.#run.receive(message);
      },
      onExit: (trainer, reason, stderrTail) => {
        this.#jobs.forget(trainer, reason, stderrTail);
        if (this.#run?.trainer === trainer) this.#run.leave(trainer, reason, stderrTail);
      },
    });
    this.#jobs = new SideJobs({ pool: this.#pool, startTrainer, startMilliseconds });
  }

  /** Starts a process ahead of the next run, if there is memory for it. */
  warmUp(): void {
    if (!this.#isTrainingHere) this.#pool.warmUp();
  }

  get isActive(): boolean {
    return this.#run?.isActive ?? false;
  }

  /** How far the run in progress is, from 0 to 1; null when none is or it is not known yet. */
  get progress(): number | null {
    return this.isActive ? (this.#run?.progress ?? null) : null;
  }

  /** The run in progress or the last one; null when there was none. */
  current(): CurrentRun | null {
    return this.#run?.current() ?? null;
  }

  /** The same with its curves, for a window that shows it again. */
  snapshot(): RunSnapshot | null {
    return this.#run?.snapshot() ?? null;
  }

  /**
   * The id of the next run: known before it starts, because its folder bears it.
   *
   * @param last the number of the last saved run: numbers continue after a restart, and with them the runs' colors
   */
  nextId(last = 0): string {
    this.#count = Math.max(this.#count, last) + 1;
    return `run-${Date.now().toString(36)}-${this.#count}`;
  }

  start(start: RunStart, id = this.nextId()): Reply<{ readonly runId: string }> {
    if (this.isActive || !this.#pool.isOpen) return IN_PROGRESS;
    if (start.remote === undefined) this.#jobs.makeRoom();
    const { log, onEvent, stopGraceMilliseconds = STOP_GRACE_MILLISECONDS.silent } = this.#options;
    const trainer = start.remote === undefined ? this.#pool.take() : this.#pool.startAs(start.remote.start);
    const onEnd = (left: ManagedTrainer | null) => this.#makeReady(left);
    this.#run = new SupervisedRun({ id, start, trainer, log, onEvent, onEnd, stopGraceMilliseconds });
    this.#run.begin();
    return success({ runId: id });
  }

  /** Holds the run after its current step. */
  pause(runId: string): Reply<null> {
    return this.#activeRun(runId)?.pause() ?? UNKNOWN;
  }

  continue(runId: string): Reply<null> {
    return this.#activeRun(runId)?.continue() ?? UNKNOWN;
  }

  /** Ends the run after its current step. */
  stop(runId: string): Reply<null> {
    return this.#activeRun(runId)?.stop() ?? UNKNOWN;
  }

  /** Looks now for the other machine that trains the run. */
  reach(runId: string): Reply<null> {
    const run = this.#activeRun(runId);
    run?.reach();
    return run === null ? UNKNOWN : success(null);
  }

  /** Whether another machine trains the run in progress. */
  get isElsewhere(): boolean {
    return this.isActive && this.#run?.isHere === false;
  }

  /** Asks the network of the run in progress, or of a saved run by its checkpoints. */
  inspect(asked: SavedRun, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    const run = this.#activeRun(asked.runId);
    const trainer = run?.isHere === true ? run.trainer : null;
    if (trainer !== null) return this.#jobs.inspect(trainer, inspection);
    // A second network beside one in training takes memory and time from it.
    if (this.#isTrainingHere) return Promise.resolve(IN_PROGRESS);
    const { runId, document, directory } = asked;
    return this.#jobs.inspectOpened(
      { key: run?.checkpointKey ?? runId, document, weights: { type: 'run', directory } },
      inspection,
    );
  }

  /** Asks a network with the weights that a run of it would begin with. */
  inspectInitial(document: NetloomDocument, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    if (this.#isTrainingHere) return Promise.resolve(IN_PROGRESS);
    const key = `initial ${JSON.stringify(document)}`;
    return this.#jobs.inspectOpened({ key, document, weights: { type: 'initial' } }, inspection);
  }

  /** Training examples as the network of the document would see them. */
  preview(
    document: NetloomDocument,
    indices: readonly number[],
    step: number,
  ): Promise<Reply<InspectedTensor>> {
    const active = this.#isTrainingHere ? (this.#run?.trainer ?? null) : null;
    return this.#jobs.preview(active ?? this.#pool.waiting(), document, indices, step);
  }

  /** Looks for a learning rate in its own process; the points come one by one, and all of them in the end. */
  async findLearningRate(
    document: NetloomDocument,
    onPoint: (point: LearningRatePoint) => void,
  ): Promise<SearchReply> {
    return this.#isBusy ? IN_PROGRESS : this.#jobs.findLearningRate(document, onPoint);
  }

  /** How long each layer of a network takes that is not being trained. One at a time: the one before is canceled. */
  async timeLayers(document: NetloomDocument): Promise<Reply<LayerTimes>> {
    return this.#isBusy ? IN_PROGRESS : this.#jobs.timeLayers(document);
  }

  /**
   * How long steps of a network take, by a probe in its own process, while nothing else is computed. One at a time: the probe before is given
   * up, and a run that begins ends it.
   */
  async measureSpeed(document: NetloomDocument): Promise<Reply<SpeedRecord>> {
    if (this.#isBusy || this.#jobs.isTiming || !this.#pool.isOpen) return IN_PROGRESS;
    const { speeds } = this.#options;
    const reply = await this.#jobs.measureSpeed(document, speeds.machine());
    if (reply.ok) speeds.add(reply.value);
    return reply;
  }

  /** Writes files for other programs and answers where they are; fails with `run-unknown` when it was given up. */
  async exportFiles(wanted: WantedExport): Promise<Reply<string>> {
    return this.#pool.isOpen ? this.#jobs.exportFiles(wanted) : IN_PROGRESS;
  }

  /** Reads a file of weights for a network; fails with `run-unknown` when it was canceled. */
  async importWeights(wanted: WeightImport): Promise<Reply<WeightImportReport>> {
    return this.#pool.isOpen ? this.#jobs.importWeights(wanted) : IN_PROGRESS;
  }

  /** Reads a network from elsewhere; fails with `run-unknown` when it was canceled. */
  async importNetwork(wanted: NetworkImport): Promise<Reply<ReadNetwork>> {
    return this.#pool.isOpen ? this.#jobs.importNetwork(wanted) : IN_PROGRESS;
  }

  /** Gives up the export under way, if there is one. */
  stopExports(): void {
    this.#jobs.stopExports();
  }

  /** Gives up the probe under way, if there is one. */
  stopProbes(): void {
    this.#jobs.stopProbes();
  }

  /** Gives up the measurement under way, if there is one. */
  stopTimings(): void {
    this.#jobs.stopTimings();
  }

  /** Ends the search; it answers with what it has found. */
  stopFinder(): void {
    this.#jobs.stopFinder();
  }

  /** Ends the run in order if that works (one on another machine continues there) within the grace period, and every process. The supervisor is of no use afterwards. */
  async shutDown(graceMilliseconds: number): Promise<void> {
    this.#pool.close();
    const trainer = this.#run?.trainer ?? null;
    const jobs = this.#jobs.end(graceMilliseconds);
    if (this.#isTrainingHere) this.#run?.stop();
    else this.#run?.letGo();
    await Promise.all([jobs, this.#pool.end(graceMilliseconds), trainer?.end(graceMilliseconds)]);
    await this.#run?.closed();
  }

  get #isTrainingHere(): boolean {
    return this.isActive && this.#run?.isHere === true;
  }

  get #isBusy(): boolean {
    return this.#isTrainingHere || this.#jobs.isSearching;
  }

  #activeRun(runId: string): SupervisedRun | null {
    return this.isActive && this.#run?.id === runId ? this.#run : null;
  }

  /** The next run gets its own process; the end of this one's makes room for the waiting one. */
  #makeReady(trainer: ManagedTrainer | null): void {
    if (trainer === null) this.warmUp();
    else void trainer.end(5_000);
  }
}
