import { type EpochPoint, type RunEvent, Series } from '../../../contract/contract';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { CheckpointCadence } from '../checkpoints/checkpoint-cadence';
import type { CheckpointKeeper, StateToKeep } from '../checkpoints/checkpoint-keeper';
import { identityOf } from '../checkpoints/run-identity';
import type { RunState } from '../checkpoints/run-state';
import { shuffledOrder } from '../examples/random-order';
import { HealthCadence } from '../health/health-cadence';
import { HealthWatch } from '../health/health-watch';
import { evaluationBatchSize, type PreparedRun, stepsPerEpoch } from '../prepare/prepare-run';
import type { StepResult } from '../prepare/step-result';
import { writeState } from '../program/program-state';
import { MAXIMUM_EPOCHS, MergedPoints } from './curve-history';
import { EpochClock } from './epoch-clock';
import { EpochJudge } from './epoch-judge';
import { EpochTotals } from './epoch-totals';
import { Progress } from './progress';
import { announcementOf } from './run-announcement';
import type { TrainOptions } from './train';
import { type StepPosition, TrainingSteps } from './training-steps';

/** How a run came to its end. */
export type RunEnd = 'complete' | 'early-stopping' | 'stopped';

export interface RunParts {
  readonly keeper: CheckpointKeeper;
  /** When the command came, by `performance.now`. */
  readonly startedAt: number;
  /** Where to go on; null: the run begins. */
  readonly resumed: RunState | null;
  /** Of the training examples; null: all are used. */
  readonly limit: number | null;
}

/** A run under way: where it is and what came of it so far. */
export class TrainingRun {
  readonly prepared: PreparedRun;
  readonly #options: TrainOptions;
  readonly #parts: RunParts;
  readonly #steps: TrainingSteps;
  readonly #health: HealthWatch;
  readonly #progress: Progress;
  readonly #points: MergedPoints;
  #epochs: Series<EpochPoint>;
  readonly #judge: EpochJudge;
  readonly #cadence: CheckpointCadence;
  /** Steps done over the whole run. */
  step: number;
  #epochsDone: number;
  /** Examples trained on in the epoch after those, and what came of them. */
  #examplesDone: number;
  #totals: EpochTotals;
  readonly #clock: EpochClock;
  #isAnnounced = false;
  /** As checkpoints keep it. */
  readonly #documentText: string;

  constructor(prepared: PreparedRun, options: TrainOptions, parts: RunParts) {
    const { resumed } = parts;
    this.prepared = prepared;
    this.#documentText = serializeDocument(prepared.document);
    this.#options = options;
    this.#parts = parts;
    this.#steps = new TrainingSteps(prepared);
    const stepsInRun = this.#stepsPerEpoch * this.#settings.epochs;
    const cadence = new HealthCadence(stepsInRun, options.healthShare);
    this.#health = new HealthWatch(prepared, stepsInRun, cadence, (point) =>
      options.emit({ type: 'health', point }),
    );
    this.#points = new MergedPoints(resumed?.points);
    this.#epochs = Series.of(resumed?.epochs);
    this.#progress = new Progress(
      (event) => this.#tell(event),
      () => performance.now(),
    );
    this.#judge = new EpochJudge(prepared.document.training, resumed);
    this.#cadence = new CheckpointCadence({
      stepsPerEpoch: this.#stepsPerEpoch,
      epochs: this.#settings.checkpointEpochs,
      now: () => performance.now(),
    });
    this.step = resumed?.step ?? 0;
    this.#epochsDone = resumed?.epochsDone ?? 0;
    this.#examplesDone = resumed?.examplesDone ?? 0;
    this.#totals = new EpochTotals(resumed?.totals);
    this.#clock = new EpochClock(resumed?.epochSeconds ?? 0, () => performance.now());
  }

  get epochs(): readonly EpochPoint[] {
    return this.#epochs.toArray();
  }

  /** Of work in the whole run, without pauses. */
  get seconds(): number {
    const before = this.#parts.resumed?.seconds ?? 0;
    return before + secondsSince(this.#parts.startedAt) - this.#clock.pausedSeconds;
  }

  async train(): Promise<RunEnd> {
    for (;;) {
      const end = this.#end;
      if (end !== null) {
        this.#announce();
        return end;
      }
      if (!(await this.#trainEpoch()) || !(await this.#judgeEpoch())) return 'stopped';
    }
  }

  /** The run's state between two steps, as a checkpoint keeps it. */
  state(ended: RunState['ended']): StateToKeep {
    const { document } = this.prepared;
    const { examples: seen, losses, correct } = this.#totals;
    return {
      version: 1,
      step: this.step,
      epochsDone: this.#epochsDone,
      examplesDone: this.#examplesDone,
      totals: { examples: seen, losses, correct },
      epochSeconds: this.#clock.seconds,
      seconds: this.seconds,
      ...this.#judge.state,
      ended,
      epochs: [...this.#epochs],
      points: [...this.#points.toArray()],
      identity: identityOf(this.prepared, this.#parts.limit),
      training: document.training,
      document: this.#documentText,
    };
  }

  /** Goes back to the weights of the best epoch, if the settings want that; answers the epoch unless it is the last anyway. */
  async restoreBest(): Promise<number | null> {
    const { bestEpoch } = this.#judge.state.best;
    if (this.#settings.earlyStopping?.keepsBest !== true || bestEpoch === this.#epochsDone) return null;
    const tensors = await this.#parts.keeper.readBest();
    if (tensors === null) return null;
    writeState(this.prepared, tensors);
    return bestEpoch;
  }

  get #settings() {
    return this.prepared.document.training;
  }

  /** How the run is over, or null: there are epochs to come. */
  get #end(): 'complete' | 'early-stopping' | null {
    if (this.#epochsDone >= this.#settings.epochs) return 'complete';
    return this.#judge.isWaitingOver ? 'early-stopping' : null;
  }

  get #stepsPerEpoch(): number {
    return stepsPerEpoch(this.prepared);
  }

  /** False when it was stopped. */
  async #trainEpoch(): Promise<boolean> {
    const { trainCount, examples } = this.prepared;
    const epoch = this.#epochsDone + 1;
    this.#clock.begin();
    const order = shuffledOrder(trainCount, this.#settings.seed, epoch).map(
      (place) => examples.train[place] ?? 0,
    );
    const { source } = this.prepared;
    const { batchSize } = this.#settings;
    source.expect(order.subarray(this.#examplesDone), batchSize);
    // The last batch is as large as what is left.
    while (this.#examplesDone < trainCount) {
      if (await this.#mustStop()) return false;
      const batch = order.subarray(this.#examplesDone, this.#examplesDone + batchSize);
      await source.fetch(batch);
      if (!(await this.#takeStep(batch, epoch))) return false;
      await this.#checkpointWhenDue();
    }
    return true;
  }

  /** False when it was stopped between two of its parts: then there was no step. */
  async #takeStep(indices: Int32Array, epoch: number): Promise<boolean> {
    const position = this.#positionOf(this.step + 1);
    const result = await this.#health.take({
      step: position.step,
      epoch: position.step / this.#stepsPerEpoch,
      feeds: () => this.#steps.firstFeeds(indices, position.step),
      train: () => this.#steps.trainUnlessStopped(indices, position, () => this.#isStopped()),
    });
    if (result === null) return false;
    this.step += 1;
    this.#examplesDone += indices.length;
    this.#totals.add(result);
    this.#clock.lap();
    this.#announce();
    this.#options.onStep?.(this.step, result);
    this.#report(result, this.#steps.learningRate(position), epoch);
    return true;
  }

  /** Lets messages in; those that need a moment between two steps wait for it. */
  async #isStopped(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#options.control.isStopRequested) this.#progress.flush();
    return this.#options.control.isStopRequested;
  }

  #positionOf(step: number): StepPosition {
    return {
      step,
      stepsPerEpoch: this.#stepsPerEpoch,
      epochs: this.#settings.epochs,
      plateaus: this.#judge.state.plateaus,
    };
  }

  /** Evaluates behind an epoch and draws the consequences. False when it was stopped; the epoch is then not through. */
  async #judgeEpoch(): Promise<boolean> {
    const { testCount, examples } = this.prepared;
    const epoch = this.#epochsDone + 1;
    this.#announce();
    this.#progress.flush();
    this.#options.emit({ type: 'evaluating', epoch });
    const begun = performance.now();
    const pausedBefore = this.#clock.pausedSeconds;
    const tested = await this.#evaluate(0, testCount);
    const validated = await this.#evaluate(testCount, testCount + examples.validation.length);
    if (tested === null || validated === null) return false;
    this.#progress.setTestSeconds(secondsSince(begun) - (this.#clock.pausedSeconds - pausedBefore));
    // Behind the last step of a run, nothing else would tell.
    if (!Number.isFinite(tested.loss)) this.#steps.requireSoundWeights(this.#positionOf(this.step));
    const point = this.#pointOf(epoch, tested, validated);
    this.#epochs = this.#epochs.append(point, MAXIMUM_EPOCHS);
    this.#epochsDone = epoch;
    this.#examplesDone = 0;
    this.#totals = new EpochTotals();
    this.#clock.reset();
    const isBest = this.#judge.take(point);
    this.#options.emit({ type: 'epoch', point });
    await this.#keepEpoch(isBest);
    return true;
  }

  /** Means over the examples of the engine's test split from `start` on; null when it was stopped. */
  async #evaluate(start: number, end: number): Promise<EpochTotals | null> {
    const totals = new EpochTotals();
    const batchSize = evaluationBatchSize(this.prepared);
    for (let at = start; at < end; at += batchSize) {
      if (await this.#mustStop()) return null;
      const count = Math.min(batchSize, end - at);
      totals.add(this.#steps.evaluate(Int32Array.from({ length: count }, (_, index) => at + index)));
    }
    return totals;
  }

  #pointOf(epoch: number, tested: EpochTotals, validated: EpochTotals): EpochPoint {
    const validation = { validationLoss: validated.loss, validationAccuracy: validated.accuracy };
    return {
      epoch,
      trainLoss: this.#totals.loss,
      trainAccuracy: this.#totals.accuracy,
      ...(validated.examples > 0 && validation),
      testLoss: tested.loss,
      testAccuracy: tested.accuracy,
      seconds: this.#clock.seconds,
      examplesPerSecond: this.#totals.examples / this.#clock.seconds,
      learningRate: this.#steps.learningRate(this.#positionOf(this.step)),
      memoryBytes: process.memoryUsage.rss(),
    };
  }

  /** In the middle of an epoch; at its end the evaluation comes first. */
  async #checkpointWhenDue(): Promise<void> {
    this.#cadence.tookStep(this.step);
    const isWithin = this.#examplesDone < this.prepared.trainCount;
    const { keeper } = this.#parts;
    if (!keeper.hasStore || !this.#cadence.isDue || !isWithin || keeper.isBusy) return;
    this.#progress.flush();
    await this.#cadence.write(() => keeper.checkpoint(this.state(null)));
  }

  async #keepEpoch(isBest: boolean): Promise<void> {
    const { keeper } = this.#parts;
    // The run's end writes the last one.
    const isDue = this.#cadence.isDue && this.#end === null && (isBest || !keeper.isBusy);
    const keep = () => (isBest ? keeper.best(this.state(null), isDue) : keeper.checkpoint(this.state(null)));
    if (isDue) await this.#cadence.write(keep);
    else if (isBest) await keep();
  }

  /** Once, when the first step has run: the engine has compiled all there is to compile. Or at the end, when no step was left. */
  #announce(): void {
    if (this.#isAnnounced) return;
    this.#isAnnounced = true;
    const { resumed, startedAt } = this.#parts;
    const beginning = {
      secondsToFirstStep: secondsSince(startedAt),
      resumedAtStep: resumed?.step ?? null,
    };
    this.#options.emit(announcementOf(this.prepared, beginning));
  }

  #report(result: StepResult, learningRate: number, epoch: number): void {
    const epochsLeft = this.#settings.epochs - epoch;
    const leftInEpoch = this.prepared.trainCount - this.#examplesDone;
    this.#progress.step(
      result,
      { step: this.step, epoch: this.step / this.#stepsPerEpoch, learningRate },
      {
        trainExamples: leftInEpoch + epochsLeft * this.prepared.trainCount,
        testPasses: epochsLeft + 1,
      },
      leftInEpoch === 0,
    );
  }

  #tell(event: RunEvent): void {
    if (event.type === 'step') this.#points.append(event.points);
    this.#options.emit(event);
  }

  /** Lets messages in, which a native call keeps waiting; does what they ask for, and says whether one of them was to stop. */
  async #mustStop(): Promise<boolean> {
    const { control } = this.#options;
    await new Promise((resolve) => setImmediate(resolve));
    await this.#answer();
    if (control.isPauseRequested) await this.#pause();
    if (control.isStopRequested) this.#progress.flush();
    return control.isStopRequested;
  }

  async #pause(): Promise<void> {
    const { control, emit } = this.#options;
    await this.#clock.pause(async () => {
      this.#progress.flush();
      await this.#parts.keeper.finish(this.state(null));
      emit({ type: 'paused', step: this.step });
      while (control.isPauseRequested) {
        await control.nextChange();
        await this.#answer();
      }
    });
    if (!control.isStopRequested) emit({ type: 'continued', step: this.step });
  }

  #answer(): Promise<void> {
    return this.#options.control.answer({ run: this.prepared, step: this.step });
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
