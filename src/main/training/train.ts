import type { EpochPoint, RunEvent } from '../../preload/contract';
import { type PreparedRun, prepareRun } from './prepare-run';
import { Progress, type StepResult } from './progress';
import type { TrainerCommand } from './protocol';
import { shuffledOrder } from './random-order';
import type { RunControl } from './run-control';
import { saveRun } from './save-run';
import { TrainingSteps } from './training-steps';

export interface TrainOptions {
  readonly command: Extract<TrainerCommand, { type: 'train' }>;
  /** Folder of the data sets. */
  readonly datasets: string;
  readonly emit: (event: RunEvent) => void;
  /** Looked at between steps: whether to pause or to end, and what is asked meanwhile. */
  readonly control: RunControl;
}

/**
 * Trains a network and reports on it, from `preparing` to `done` or `stopped`.
 *
 * @throws RunFailure when it cannot go on; the session is closed in any case
 */
export async function train(options: TrainOptions): Promise<void> {
  const { command, emit } = options;
  const startedAt = performance.now();
  const prepared = await prepareRun({ ...command, datasets: options.datasets, emit });
  try {
    const run = new TrainingRun(prepared, options, startedAt);
    const isComplete = await run.trainAllEpochs();
    if (command.outputDirectory !== undefined) {
      await saveRun(prepared, run.history, command.outputDirectory);
    }
    emit(
      isComplete
        ? { type: 'done', seconds: secondsSince(startedAt) }
        : { type: 'stopped', step: run.stepsDone },
    );
  } finally {
    prepared.session.dispose();
  }
}

/** A run under way: where it is and what came of it so far. */
class TrainingRun {
  readonly history: EpochPoint[] = [];
  stepsDone = 0;
  readonly #prepared: PreparedRun;
  readonly #options: TrainOptions;
  readonly #startedAt: number;
  readonly #steps: TrainingSteps;
  readonly #progress: Progress;

  constructor(prepared: PreparedRun, options: TrainOptions, startedAt: number) {
    this.#prepared = prepared;
    this.#options = options;
    this.#startedAt = startedAt;
    this.#steps = new TrainingSteps(prepared);
    this.#progress = new Progress(options.emit, () => performance.now());
  }

  get #stepsPerEpoch(): number {
    return Math.ceil(this.#prepared.trainCount / this.#batchSize);
  }

  get #batchSize(): number {
    return this.#prepared.document.training.batchSize;
  }

  get #epochs(): number {
    return this.#prepared.document.training.epochs;
  }

  /** False when it was stopped on the way. */
  async trainAllEpochs(): Promise<boolean> {
    for (let epoch = 1; epoch <= this.#epochs; epoch += 1) {
      const begun = performance.now();
      const trained = await this.#trainEpoch(epoch);
      if (trained === null) return false;
      const seconds = secondsSince(begun);
      this.#options.emit({ type: 'evaluating', epoch });
      const evaluationBegun = performance.now();
      const tested = await this.#evaluate();
      if (tested === null) return false;
      this.#progress.setTestSeconds(secondsSince(evaluationBegun));
      this.#finishEpoch(epoch, trained, tested, seconds);
    }
    return true;
  }

  /** Null when it was stopped. */
  async #trainEpoch(epoch: number): Promise<Totals | null> {
    const { trainCount, document } = this.#prepared;
    const order = shuffledOrder(trainCount, document.training.seed, epoch);
    const totals = new Totals();
    // The last batch is as large as what is left.
    for (let start = 0; start < trainCount; start += this.#batchSize) {
      if (await this.#mustStop()) return null;
      const indices = order.subarray(start, Math.min(start + this.#batchSize, trainCount));
      const position = {
        step: this.stepsDone + 1,
        stepsPerEpoch: this.#stepsPerEpoch,
        epochs: this.#epochs,
      };
      const result = this.#steps.train(indices, position);
      this.stepsDone += 1;
      totals.add(result);
      if (this.stepsDone === 1) this.#announce();
      this.#report(result, epoch, trainCount - start - indices.length);
    }
    return totals;
  }

  /** Null when it was stopped. */
  async #evaluate(): Promise<Totals | null> {
    const { testCount } = this.#prepared;
    const totals = new Totals();
    for (let start = 0; start < testCount; start += this.#batchSize) {
      if (await this.#mustStop()) return null;
      const count = Math.min(this.#batchSize, testCount - start);
      totals.add(this.#steps.evaluate(Int32Array.from({ length: count }, (_, index) => start + index)));
    }
    return totals;
  }

  /** The first step has run: the engine has compiled all there is to compile. */
  #announce(): void {
    const { analysis, session, trainCount, testCount } = this.#prepared;
    this.#options.emit({
      type: 'compiled',
      device: session.engine.device,
      engine: session.engine.name,
      trainableParameters: analysis.cost.trainableParameters,
      stepsPerEpoch: this.#stepsPerEpoch,
      epochs: this.#epochs,
      trainCount,
      testCount,
      secondsToFirstStep: secondsSince(this.#startedAt),
    });
  }

  #report(result: StepResult, epoch: number, leftInEpoch: number): void {
    const epochsLeft = this.#epochs - epoch;
    this.#progress.step(
      result,
      { step: this.stepsDone, epoch: this.stepsDone / this.#stepsPerEpoch },
      {
        trainExamples: leftInEpoch + epochsLeft * this.#prepared.trainCount,
        testPasses: epochsLeft + 1,
      },
      leftInEpoch === 0,
    );
  }

  #finishEpoch(epoch: number, trained: Totals, tested: Totals, seconds: number): void {
    const point: EpochPoint = {
      epoch,
      trainLoss: trained.loss,
      trainAccuracy: trained.accuracy,
      testLoss: tested.loss,
      testAccuracy: tested.accuracy,
      seconds,
      examplesPerSecond: trained.examples / seconds,
    };
    this.history.push(point);
    this.#options.emit({ type: 'epoch', point });
  }

  /** Lets messages in, which a native call keeps waiting; does what they ask for, and says whether one of them was to stop. */
  async #mustStop(): Promise<boolean> {
    const { control } = this.#options;
    await new Promise((resolve) => setImmediate(resolve));
    await this.#answer();
    if (control.isPauseRequested) await this.#pause();
    return control.isStopRequested;
  }

  async #pause(): Promise<void> {
    const { control, emit } = this.#options;
    emit({ type: 'paused', step: this.stepsDone });
    while (control.isPauseRequested) {
      await control.nextChange();
      await this.#answer();
    }
    if (!control.isStopRequested) emit({ type: 'continued', step: this.stepsDone });
  }

  #answer(): Promise<void> {
    return this.#options.control.answer({ run: this.#prepared, step: this.stepsDone });
  }
}

/** Sums over batches of different sizes. */
class Totals {
  examples = 0;
  #losses = 0;
  #correct = 0;

  add({ examples, loss, correct }: StepResult): void {
    this.examples += examples;
    this.#losses += loss * examples;
    this.#correct += correct;
  }

  /** Mean over examples. */
  get loss(): number {
    return this.#losses / this.examples;
  }

  get accuracy(): number {
    return this.#correct / this.examples;
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
