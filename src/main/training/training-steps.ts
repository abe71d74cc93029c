import { learningRateAt } from '../../graph-runtime/compile/schedules/registry';
import { failure } from '../../preload/failures';
import type { Feeds } from './engine/native-session';
import { float32, int32, numberOf, type TensorData } from './engine/tensor-data';
import { findOverflow } from './find-overflow';
import { type PreparedRun, signatureOf } from './prepare-run';
import type { StepResult } from './progress';
import { isLossNotFinite, RunFailure } from './trainer-failure';

/** Where in the run a step stands. */
export interface StepPosition {
  /** Counts from 1 over the whole run. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  /** How often the schedule has come to a plateau; absent: never. */
  readonly plateaus?: number;
}

/** Runs single native calls of a prepared program and reads their numbers. */
export class TrainingSteps {
  readonly #run: PreparedRun;

  constructor(run: PreparedRun) {
    this.#run = run;
  }

  /**
   * One training step on the examples of the given indices.
   *
   * @throws RunFailure `loss-not-finite`, naming step, learning rate and the first node whose output overflowed; nothing has
   *   been updated then
   */
  train(indices: Int32Array, position: StepPosition): StepResult {
    const { program, session } = this.#run;
    const learningRate = this.learningRate(position);
    const feeds = this.#feeds(indices, position.step, learningRate);
    const begun = performance.now();
    try {
      const { loss, correct } = session.run(signatureOf(program, 'train'), feeds);
      return {
        examples: indices.length,
        loss: only(loss),
        correct: only(correct),
        seconds: (performance.now() - begun) / 1000,
      };
    } catch (error) {
      if (!isLossNotFinite(error)) throw error;
      const path = findOverflow(program, session, feeds);
      const values = { step: position.step, learningRate };
      throw new RunFailure(failure('loss-not-finite', values, path === null ? {} : { path }));
    }
  }

  /** Loss and correct predictions over examples of the test set. */
  evaluate(indices: Int32Array): StepResult {
    const { program, session } = this.#run;
    const { inputs, outputs } = signatureOf(program, 'evaluate');
    const { loss, correct } = outputs;
    if (loss === undefined || correct === undefined) throw new Error('evaluation gives no loss');
    const begun = performance.now();
    const results = session.run({ inputs, outputs: { loss, correct } }, { indices: vector(indices) });
    const examples = indices.length;
    return {
      examples,
      loss: only(results.loss) / examples,
      correct: only(results.correct),
      seconds: (performance.now() - begun) / 1000,
    };
  }

  #feeds(indices: Int32Array, step: number, learningRate: number): Feeds {
    const { program, document } = this.#run;
    const scalars = program.optimizer.scalars(learningRate, step);
    return {
      indices: vector(indices),
      seed: int32([document.training.seed, step]),
      ...Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, float32([value], [])])),
    };
  }

  /** The schedule's learning rate; the first step of the run is at epoch 0. */
  learningRate({ step, stepsPerEpoch, epochs, plateaus = 0 }: StepPosition): number {
    const { schedule, optimizer } = this.#run.document.training;
    const progress = { epoch: (step - 1) / stepsPerEpoch, epochs, plateaus };
    return learningRateAt(schedule, optimizer.learningRate, progress, stepsPerEpoch);
  }
}

function vector(values: Int32Array): TensorData {
  return { dtype: 'int32', shape: [values.length], values };
}

function only(tensor: TensorData | undefined): number {
  if (tensor === undefined) throw new Error('the engine returned no value');
  return numberOf(tensor);
}
