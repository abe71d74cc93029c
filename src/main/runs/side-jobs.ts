import type {
  Failure,
  InspectedTensor,
  Inspection,
  InspectionAnswer,
  LayerTimes,
  LearningRatePoint,
  Reply,
} from '../../contract/contract';
import { failure } from '../../contract/failures';
import type { ReadNetwork } from '../../contract/network-import';
import type { WeightImportReport } from '../../contract/weight-import';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { MachineSpeed } from '../../graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../../graph-runtime/estimate/speed-record';
import type { TrainerMessage } from '../trainer/protocol/protocol';
import { exitFailure } from './exit-failure';
import { exportFiles, type WantedExport } from './export-files';
import { importNetwork, type NetworkImport } from './import-network';
import { importWeights, type WeightImport } from './import-weights';
import { LearningRateSearch, type SearchReply } from './learning-rate-search';
import type { ManagedTrainer } from './managed-trainer';
import { measureSpeed } from './measure-speed';
import { type AskedNetwork, OpenedNetworks } from './opened-networks';
import { Questions } from './questions';
import type { SingleJob } from './single-job';
import { timeLayers } from './time-layers';
import type { TrainerPool } from './trainer-pool';
import type { StartTrainer } from './trainer-process';

export interface SideJobsOptions {
  readonly pool: TrainerPool;
  readonly startTrainer: StartTrainer;
  readonly startMilliseconds: number;
}

/** What trainer processes do beside training: answer questions about networks, search for a learning rate, take the time of layers. */
export class SideJobs {
  readonly #options: SideJobsOptions;
  /** Measurements whose process is still there. */
  readonly #timings = new Set<SingleJob<LayerTimes>>();
  readonly #probes = new Set<SingleJob<SpeedRecord>>();
  readonly #exports = new Set<SingleJob<string>>();
  readonly #imports = new Set<SingleJob<WeightImportReport>>();
  readonly #networkImports = new Set<SingleJob<ReadNetwork>>();
  readonly #finder: LearningRateSearch;
  readonly #questions = new Questions();
  readonly #opened: OpenedNetworks;

  constructor(options: SideJobsOptions) {
    this.#options = options;
    this.#finder = new LearningRateSearch(options.startTrainer, options.startMilliseconds);
    this.#opened = new OpenedNetworks(
      () => options.pool.start(true),
      (trainer) => this.#questions.isAsked(trainer),
    );
  }

  get isSearching(): boolean {
    return this.#finder.isUnderWay;
  }

  /** Asks the network of a run in progress. */
  inspect(trainer: ManagedTrainer, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    return this.#questions.inspect(trainer, inspection);
  }

  /** Asks a network that is not in training. */
  inspectOpened(asked: AskedNetwork, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    return this.#questions.inspect(this.#opened.of(asked), inspection);
  }

  /** Training examples as the network of the document would see them. */
  preview(
    trainer: ManagedTrainer,
    document: NetloomDocument,
    indices: readonly number[],
    step: number,
  ): Promise<Reply<InspectedTensor>> {
    return this.#questions.preview(trainer, { document, indices, step });
  }

  findLearningRate(
    document: NetloomDocument,
    onPoint: (point: LearningRatePoint) => void,
  ): Promise<SearchReply> {
    this.#opened.close();
    this.stopProbes();
    return this.#finder.search(document, onPoint);
  }

  /** One at a time: the measurement before is canceled. */
  timeLayers(document: NetloomDocument): Promise<Reply<LayerTimes>> {
    this.#opened.close();
    this.stopTimings();
    this.stopProbes();
    const { startTrainer, startMilliseconds } = this.#options;
    return keep(this.#timings, timeLayers(startTrainer, document, startMilliseconds));
  }

  /** One at a time: the probe before is canceled. */
  measureSpeed(document: NetloomDocument, machine: MachineSpeed): Promise<Reply<SpeedRecord>> {
    this.stopProbes();
    const { startTrainer, startMilliseconds } = this.#options;
    return keep(this.#probes, measureSpeed(startTrainer, { document, machine }, startMilliseconds));
  }

  /** Also while a network is trained: most of it is reading and writing files. */
  exportFiles(wanted: WantedExport): Promise<Reply<string>> {
    this.stopExports();
    const { startTrainer, startMilliseconds } = this.#options;
    return keep(this.#exports, exportFiles(startTrainer, wanted, startMilliseconds));
  }

  /** Also while a network is trained, and one at a time: the import before is canceled. */
  importWeights(wanted: WeightImport): Promise<Reply<WeightImportReport>> {
    for (const one of this.#imports) one.stop();
    const { startTrainer, startMilliseconds } = this.#options;
    return keep(this.#imports, importWeights(startTrainer, wanted, startMilliseconds));
  }

  /** The same of a whole network. */
  importNetwork(wanted: NetworkImport): Promise<Reply<ReadNetwork>> {
    for (const one of this.#networkImports) one.stop();
    const { startTrainer, startMilliseconds } = this.#options;
    return keep(this.#networkImports, importNetwork(startTrainer, wanted, startMilliseconds));
  }

  /** Gives up the export under way, if there is one. */
  stopExports(): void {
    for (const one of this.#exports) one.stop();
  }

  /** Gives up the probe under way, if there is one. */
  stopProbes(): void {
    for (const probe of this.#probes) probe.stop();
  }

  /** Whether the time of layers is being taken. */
  get isTiming(): boolean {
    return this.#timings.size > 0;
  }

  /** Gives up the measurement under way, if there is one. */
  stopTimings(): void {
    for (const timing of this.#timings) timing.stop();
  }

  /** Ends the search; it answers with what it has found. */
  stopFinder(): void {
    this.#finder.stop();
  }

  /** A run is to begin: each of these jobs would take memory and cores from it. */
  makeRoom(): void {
    this.#opened.close();
    this.stopFinder();
    this.stopTimings();
    this.stopProbes();
  }

  /** Takes an answer in; false for all other messages. */
  receive(trainer: ManagedTrainer, message: TrainerMessage): boolean {
    if (message.type === 'command-failed' && this.#opened.isOpenIn(trainer)) {
      // The network could not be opened: the next question tries again.
      this.#questions.refuse(trainer, message.failure);
      this.#opened.close();
      return true;
    }
    return this.#questions.receive(message);
  }

  /** A process has ended: what was asked of it is not answered any more. For one that was to stay, the reason is reported. */
  forget(trainer: ManagedTrainer, reason: string, stderrTail: string): void {
    const why = this.#opened.isOpenIn(trainer)
      ? openedFailure(trainer, reason, stderrTail)
      : failure('run-unknown');
    this.#questions.refuse(trainer, why);
    this.#opened.forget(trainer);
  }

  /** Ends all of them, and their processes in order if that works within the time. */
  async end(milliseconds: number): Promise<void> {
    this.stopTimings();
    this.stopProbes();
    this.stopExports();
    for (const one of [...this.#imports, ...this.#networkImports]) one.stop();
    const imports = [...this.#imports, ...this.#networkImports];
    const jobs = [...this.#timings, ...this.#probes, ...this.#exports, ...imports].map(({ ended }) => ended);
    await Promise.all([...jobs, this.#opened.end(), this.#finder.end(milliseconds)]);
  }
}

/** Why the process of an open network is gone: there is no run that could be resumed. */
function openedFailure(trainer: ManagedTrainer, reason: string, stderrTail: string): Failure {
  if (!trainer.hasStarted) return exitFailure(trainer, reason, stderrTail);
  return failure('inspection-died', { reason }, { detail: stderrTail.trim().slice(-2_000) });
}

/** Remembers a job as long as its process is there. */
function keep<T>(jobs: Set<SingleJob<T>>, job: SingleJob<T>): Promise<Reply<T>> {
  jobs.add(job);
  void job.ended.then(() => jobs.delete(job));
  return job.result;
}
