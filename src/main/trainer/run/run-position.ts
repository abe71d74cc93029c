import { type EpochPoint, epochTimes, mainMetric, Series, type StepPoint } from '../../../contract/contract';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import type { StateToKeep } from '../checkpoints/checkpoint-keeper';
import { identityOf } from '../checkpoints/run-identity';
import type { RunState } from '../checkpoints/run-state';
import type { StepResult } from '../prepare/step-result';
import type { PreparedRun } from '../program/prepared-run';
import { stepsPerEpoch } from '../program/prepared-run';
import { MAXIMUM_EPOCHS, MergedPoints } from './curve-history';
import { EpochClock } from './epoch-clock';
import { EpochMonitor } from './epoch-monitor';
import { EpochTotals } from './epoch-totals';
import type { StepPosition } from './training-steps';

export interface RunPositionOptions {
  /** When the command came, by `performance.now`. */
  readonly startedAt: number;
  /** Where to resume; null: the run starts from scratch. */
  readonly resumed: RunState | null;
  /** Of the training examples; null: all are used. */
  readonly limit: number | null;
}

/** Where a run is between two steps, and its results so far: what a checkpoint keeps beside the weights. */
export class RunPosition {
  readonly clock: EpochClock;
  readonly stepsPerEpoch: number;
  /** Sums over the examples trained on in this epoch. */
  totals: EpochTotals;
  readonly #run: PreparedRun;
  readonly #options: RunPositionOptions;
  readonly #points: MergedPoints;
  readonly #monitor: EpochMonitor;
  #epochs: Series<EpochPoint>;
  #step: number;
  #epochsDone: number;
  /** Of training, in the epochs that are through. */
  #secondsBefore: number;
  #examplesDone: number;
  /** As checkpoints keep it. */
  readonly #documentText: string;

  constructor(run: PreparedRun, options: RunPositionOptions) {
    const { resumed } = options;
    this.#run = run;
    this.#options = options;
    this.#documentText = serializeDocument(run.document);
    this.stepsPerEpoch = stepsPerEpoch(run);
    this.clock = new EpochClock(resumed?.epochSeconds ?? 0, () => performance.now());
    this.totals = new EpochTotals(resumed?.totals);
    this.#points = new MergedPoints(resumed?.points);
    this.#epochs = Series.of(resumed?.epochs);
    this.#monitor = new EpochMonitor(run.document.training, resumed, mainMetric(run.target.kind));
    this.#step = resumed?.step ?? 0;
    this.#epochsDone = resumed?.epochsDone ?? 0;
    this.#secondsBefore = epochTimes(resumed?.epochs ?? []).at(-1) ?? 0;
    this.#examplesDone = resumed?.examplesDone ?? 0;
  }

  /** Steps done over the whole run. */
  get step(): number {
    return this.#step;
  }

  get epochsDone(): number {
    return this.#epochsDone;
  }

  /** Examples trained on in the epoch after those. */
  get examplesDone(): number {
    return this.#examplesDone;
  }

  get epochs(): readonly EpochPoint[] {
    return this.#epochs.toArray();
  }

  /** 0 before the first epoch has ended. */
  get bestEpoch(): number {
    return this.#monitor.state.best.bestEpoch;
  }

  /** Of work in the whole run, without pauses. */
  get seconds(): number {
    const before = this.#options.resumed?.seconds ?? 0;
    return before + (performance.now() - this.#options.startedAt) / 1000 - this.clock.pausedSeconds;
  }

  /** Of training in the whole run, up to the last step: without preparation, evaluation and pauses. */
  get trainingSeconds(): number {
    return this.#secondsBefore + this.clock.seconds;
  }

  /** How the run is over, or null: there are epochs to come. */
  get end(): 'complete' | 'early-stopping' | null {
    if (this.#epochsDone >= this.#settings.epochs) return 'complete';
    return this.#monitor.shouldStopEarly ? 'early-stopping' : null;
  }

  /** Where a step is in the schedule. */
  of(step: number): StepPosition {
    const { epochs } = this.#settings;
    return { step, stepsPerEpoch: this.stepsPerEpoch, epochs, plateaus: this.#monitor.state.plateaus };
  }

  /** A step was made on this number of examples. */
  addStep(result: StepResult, examples: number): void {
    this.#step += 1;
    this.#examplesDone += examples;
    this.totals.add(result);
    this.clock.lap();
  }

  addPoints(points: readonly StepPoint[]): void {
    this.#points.append(points);
  }

  /** The epoch is complete. True when it is the best so far. */
  endEpoch(point: EpochPoint): boolean {
    this.#epochs = this.#epochs.append(point, MAXIMUM_EPOCHS);
    this.#epochsDone = point.epoch;
    this.#examplesDone = 0;
    this.totals = new EpochTotals();
    this.#secondsBefore = this.trainingSeconds;
    this.clock.reset();
    return this.#monitor.take(point);
  }

  /** As a checkpoint keeps it. */
  state(ended: RunState['ended']): StateToKeep {
    const { examples, losses, sums } = this.totals;
    return {
      version: 1,
      step: this.#step,
      epochsDone: this.#epochsDone,
      examplesDone: this.#examplesDone,
      totals: { examples, losses, sums: [...sums] },
      epochSeconds: this.clock.seconds,
      seconds: this.seconds,
      ...this.#monitor.state,
      ended,
      epochs: [...this.#epochs],
      points: [...this.#points.toArray()],
      identity: identityOf(this.#run, this.#options.limit),
      training: this.#settings,
      document: this.#documentText,
    };
  }

  get #settings(): TrainingSettings {
    return this.#run.document.training;
  }
}
