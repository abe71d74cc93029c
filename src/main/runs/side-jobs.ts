import type {
  InspectedTensor,
  Inspection,
  InspectionAnswer,
  LayerTimes,
  LearningRatePoint,
  Reply,
} from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { TrainerMessage } from '../trainer/protocol/protocol';
import { LearningRateSearch, type SearchReply } from './learning-rate-search';
import type { ManagedTrainer } from './managed-trainer';
import { OpenedRuns } from './opened-runs';
import { type AskedOf, Questions } from './questions';
import { type LayerTiming, timeLayers } from './time-layers';
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
  readonly #timings = new Set<LayerTiming>();
  readonly #finder: LearningRateSearch;
  readonly #questions = new Questions();
  readonly #opened: OpenedRuns;

  constructor(options: SideJobsOptions) {
    this.#options = options;
    this.#finder = new LearningRateSearch(options.startTrainer, options.startMilliseconds);
    this.#opened = new OpenedRuns(() => options.pool.start());
  }

  get isSearching(): boolean {
    return this.#finder.isUnderWay;
  }

  /** Asks the network of a run in progress. */
  inspect(session: ManagedTrainer, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    return this.#questions.inspect(session, inspection);
  }

  /** Asks the network of a saved run, by its checkpoints. */
  inspectSaved(asked: AskedOf, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    return this.#questions.inspect(this.#opened.of(asked), inspection);
  }

  /** Training examples as the network of the document would see them. */
  preview(
    session: ManagedTrainer,
    document: NetloomDocument,
    indices: readonly number[],
    step: number,
  ): Promise<Reply<InspectedTensor>> {
    return this.#questions.preview(session, { document, indices, step });
  }

  findLearningRate(
    document: NetloomDocument,
    onPoint: (point: LearningRatePoint) => void,
  ): Promise<SearchReply> {
    this.#opened.close();
    return this.#finder.search(document, onPoint);
  }

  /** One at a time: the measurement before is given up. */
  timeLayers(document: NetloomDocument): Promise<Reply<LayerTimes>> {
    this.#opened.close();
    this.stopTimings();
    const timing = timeLayers(this.#options.startTrainer, document, this.#options.startMilliseconds);
    this.#timings.add(timing);
    void timing.ended.then(() => this.#timings.delete(timing));
    return timing.times;
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
  }

  /** Takes an answer in; false for all other messages. */
  receive(message: TrainerMessage): boolean {
    return this.#questions.receive(message);
  }

  /** A process has ended. */
  forget(session: ManagedTrainer): void {
    this.#questions.forget(session);
    this.#opened.forget(session);
  }

  /** Ends all of them, and their processes in order if that works within the time. */
  async end(milliseconds: number): Promise<void> {
    this.stopTimings();
    this.#opened.close();
    await Promise.all([...[...this.#timings].map(({ ended }) => ended), this.#finder.end(milliseconds)]);
  }
}
