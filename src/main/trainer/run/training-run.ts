import type { EpochPoint, RunEvent } from '../../../contract/contract';
import { CheckpointCadence } from '../checkpoints/checkpoint-cadence';
import type { CheckpointKeeper, StateToKeep } from '../checkpoints/checkpoint-keeper';
import type { RunState } from '../checkpoints/run-state';
import { shuffledOrder } from '../examples/random-order';
import { HealthCadence } from '../health/health-cadence';
import { HealthWatch } from '../health/health-watch';
import type { StepResult } from '../prepare/step-result';
import type { PreparedRun } from '../program/prepared-run';
import { writeState } from '../program/program-state';
import { failure } from '../../../contract/failures';
import { evaluateEpoch } from './evaluate-epoch';
import type { GroupMember } from './group-member';
import { agreeOnState } from './group-state';
import { Progress } from './progress';
import { announcementOf } from './run-announcement';
import { RunPosition, type RunPositionOptions } from './run-position';
import { StepBreaks } from './step-breaks';
import { StepTimes } from './step-times';
import type { TrainOptions } from './train-options';
import { TrainingSteps } from './training-steps';

/** How a run came to its end. */
export type RunEnd = 'complete' | 'early-stopping' | 'stopped';

export interface RunParts extends RunPositionOptions {
  readonly keeper: CheckpointKeeper;
  /** This process in the group that trains the network; null: it trains alone. */
  readonly member: GroupMember | null;
}

/** A run under way: the loop over epochs and steps. */
export class TrainingRun {
  readonly prepared: PreparedRun;
  readonly #options: TrainOptions;
  readonly #parts: RunParts;
  readonly #position: RunPosition;
  readonly #steps: TrainingSteps;
  readonly #breaks: StepBreaks;
  readonly #health: HealthWatch;
  readonly #progress: Progress;
  readonly #cadence: CheckpointCadence;
  /** How long its steps take. */
  readonly times: StepTimes;
  #isAnnounced = false;

  constructor(prepared: PreparedRun, options: TrainOptions, parts: RunParts) {
    this.prepared = prepared;
    this.#options = options;
    this.#parts = parts;
    this.#position = new RunPosition(prepared, parts);
    this.#steps = new TrainingSteps(prepared, parts.member);
    this.times = new StepTimes(this.#settings.batchSize);
    const { stepsPerEpoch } = this.#position;
    const stepsInRun = stepsPerEpoch * this.#settings.epochs;
    const healthCadence = new HealthCadence(stepsInRun, options.healthShare);
    this.#health = new HealthWatch(prepared, stepsInRun, healthCadence, (point) =>
      options.emit({ type: 'health', point }),
    );
    this.#progress = new Progress(
      (event) => this.#emitProgress(event),
      () => performance.now(),
      prepared.outputs,
    );
    this.#cadence = new CheckpointCadence({
      stepsPerEpoch,
      epochs: this.#settings.checkpointEpochs,
      now: () => performance.now(),
    });
    const { control, emit } = options;
    const { keeper, member } = parts;
    const [run, position, progress] = [prepared, this.#position, this.#progress];
    this.#breaks = new StepBreaks({ run, position, control, progress, keeper, emit, member });
  }

  get epochs(): readonly EpochPoint[] {
    return this.#position.epochs;
  }

  /** Steps done over the whole run. */
  get step(): number {
    return this.#position.step;
  }

  /** Of work in the whole run, without pauses. */
  get seconds(): number {
    return this.#position.seconds;
  }

  async train(): Promise<RunEnd> {
    for (;;) {
      const { end } = this.#position;
      if (end !== null) {
        this.#announce();
        return end;
      }
      if (!(await this.#trainEpoch()) || !(await this.#endEpoch())) return 'stopped';
    }
  }

  /** The run's state between two steps, as a checkpoint keeps it. */
  state(ended: RunState['ended']): StateToKeep {
    return this.#position.state(ended);
  }

  /** Goes back to the weights of the best epoch, if the settings want that; answers the epoch unless it is the last anyway. */
  async restoreBest(): Promise<number | null> {
    const { bestEpoch, epochsDone } = this.#position;
    if (this.#settings.earlyStopping?.keepsBest !== true || bestEpoch === epochsDone) return null;
    const tensors = await this.#parts.keeper.readBest();
    if (tensors === null) return null;
    writeState(this.prepared, tensors);
    return bestEpoch;
  }

  get #settings() {
    return this.prepared.document.training;
  }

  /** False when it was stopped. */
  async #trainEpoch(): Promise<boolean> {
    const { trainCount, examples, source } = this.prepared;
    const { batchSize, seed } = this.#settings;
    const position = this.#position;
    const epoch = position.epochsDone + 1;
    position.clock.begin();
    const order = shuffledOrder(trainCount, seed, epoch).map((place) => examples.train[place] ?? 0);
    source.expect(order.subarray(position.examplesDone), batchSize, epoch);
    // The last batch is as large as what is left.
    while (position.examplesDone < trainCount) {
      if (await this.#breaks.mustStop()) return false;
      const batch = order.subarray(position.examplesDone, position.examplesDone + batchSize);
      await source.fetch(batch);
      if (!(await this.#takeStep(batch, epoch))) return false;
      await this.#checkpointWhenDue();
    }
    return true;
  }

  /** False when it was stopped between two of its parts: then there was no step. */
  async #takeStep(indices: Int32Array, epoch: number): Promise<boolean> {
    const step = this.#position.of(this.#position.step + 1);
    const result = await this.#health.take({
      step: step.step,
      epoch: step.step / step.stepsPerEpoch,
      feeds: () => this.#steps.firstFeeds(indices, step.step),
      train: () => this.#steps.trainUnlessStopped(indices, step, () => this.#breaks.isStopped()),
    });
    if (result === null) return false;
    this.#position.addStep(result, indices.length);
    this.times.add(result);
    this.#announce();
    this.#options.onStep?.(step.step, result);
    this.#report(result, this.#steps.learningRate(step), epoch);
    return true;
  }

  /** Evaluates after an epoch and acts on the result. False when it was stopped; the epoch is then not complete. */
  async #endEpoch(): Promise<boolean> {
    const position = this.#position;
    this.#announce();
    this.#progress.flush();
    this.#options.emit({ type: 'evaluating', epoch: position.epochsDone + 1 });
    const begun = performance.now();
    const pausedBefore = position.clock.pausedSeconds;
    const [run, steps, breaks] = [this.prepared, this.#steps, this.#breaks];
    const { member } = this.#parts;
    if (member !== null && !agreeOnState(member, run)) {
      this.#options.emit({ type: 'warning', failure: failure('replicas-differed') });
    }
    const point = await evaluateEpoch({ run, position, steps, breaks, member });
    if (point === null) return false;
    this.#progress.setTestSeconds(secondsSince(begun) - (position.clock.pausedSeconds - pausedBefore));
    const isBest = position.endEpoch(point);
    this.#options.emit({ type: 'epoch', point });
    await this.#keepEpoch(isBest);
    return true;
  }

  /** In the middle of an epoch; at its end the evaluation comes first. */
  async #checkpointWhenDue(): Promise<void> {
    this.#cadence.tookStep(this.step);
    const isWithin = this.#position.examplesDone < this.prepared.trainCount;
    const { keeper } = this.#parts;
    if (!keeper.hasStore || !this.#cadence.isDue || !isWithin || keeper.isBusy) return;
    this.#progress.flush();
    await this.#cadence.write(() => keeper.checkpoint(this.state(null)));
  }

  async #keepEpoch(isBest: boolean): Promise<void> {
    const { keeper } = this.#parts;
    // The run's end writes the last one.
    const isDue = this.#cadence.isDue && this.#position.end === null && (isBest || !keeper.isBusy);
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
    const { step, stepsPerEpoch, examplesDone, trainingSeconds } = this.#position;
    const { trainCount } = this.prepared;
    const epochsLeft = this.#settings.epochs - epoch;
    const leftInEpoch = trainCount - examplesDone;
    this.#progress.step(
      result,
      { step, epoch: step / stepsPerEpoch, learningRate, trainingSeconds },
      { trainExamples: leftInEpoch + epochsLeft * trainCount, testPasses: epochsLeft + 1 },
      leftInEpoch === 0,
    );
  }

  #emitProgress(event: RunEvent): void {
    if (event.type === 'step') this.#position.addPoints(event.points);
    this.#options.emit(event);
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
