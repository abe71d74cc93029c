import type { ClassFigures, EvaluationResult } from '../../../contract/contract';
import type { Feeds } from '../engine/native-session';
import { numberOf, type TensorData } from '../engine/tensor-data';
import { evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { floats } from './inspected-tensor';
import type { InspectionHandler } from './inspection-handler';

/** Of more classes, the matrix would be hundreds of megabytes of zeros. */
const MOST_IN_MATRIX = 1_000;

/**
 * The whole test set, in the batches of the run's own evaluations, so that loss and accuracy are theirs to the last bit. It takes as
 * long as one of those; when the training continues in between, the rest is evaluated with a copy of the weights as they were when the
 * question was asked.
 */
export const evaluation: InspectionHandler<'evaluation'> = function* ({ run, step }) {
  const results = new EvaluationResults(run);
  const batchSize = evaluationBatchSize(run);
  let weights: Feeds | null = null;
  let isFrozen = false;
  for (let start = 0; start < run.testCount; start += batchSize) {
    if (start > 0) {
      // No step has been taken yet when the work is laid down for the first time.
      weights ??= currentWeights(run);
      const now = yield;
      isFrozen ||= now.step !== step;
    }
    const count = Math.min(batchSize, run.testCount - start);
    results.add(start, count, evaluateBatch(run, start, count, isFrozen ? weights : null));
  }
  return { step, ...results.summary() };
};

function currentWeights({ program, session }: PreparedRun): Feeds {
  return session.run({ inputs: {}, outputs: Object.fromEntries(program.evaluationWeights) });
}

/** @param weights what replaces the weights as they are now; null: nothing does */
function evaluateBatch(run: PreparedRun, start: number, count: number, weights: Feeds | null) {
  const { program, session } = run;
  const { inputs, outputs } = program.signatures.evaluate;
  const indices = Int32Array.from({ length: count }, (_, index) => start + index);
  const examples = run.source.feeds('test', indices);
  if (weights === null) return session.run({ inputs, outputs }, examples);
  const fed = Object.fromEntries(program.evaluationWeights);
  return session.run({ inputs: { ...inputs, ...fed }, outputs }, { ...examples, ...weights });
}

/** Gathers what the batches say about single examples. */
class EvaluationResults {
  readonly #labels: Int32Array;
  readonly #predictions: Int32Array;
  readonly #confidences: Float32Array;
  #loss = 0;
  #correct = 0;
  #classes = 0;

  constructor({ testCount, testLabels }: PreparedRun) {
    this.#labels = testLabels;
    this.#predictions = new Int32Array(testCount);
    this.#confidences = new Float32Array(testCount);
  }

  add(start: number, count: number, batch: Record<string, TensorData>): void {
    const { loss, correct } = batch;
    if (loss === undefined || correct === undefined) throw new Error('evaluation gives no loss');
    this.#loss += numberOf(loss);
    this.#correct += numberOf(correct);
    const { values } = floats(batch.probabilities);
    const classes = values.length / count;
    this.#classes = classes;
    for (let row = 0; row < count; row += 1) {
      const best = indexOfLargest(values, row * classes, (row + 1) * classes);
      this.#predictions[start + row] = best - row * classes;
      this.#confidences[start + row] = values[best] ?? 0;
    }
  }

  summary(): Omit<EvaluationResult, 'step'> {
    const count = this.#labels.length;
    return {
      count,
      loss: this.#loss / count,
      accuracy: this.#correct / count,
      confusion: this.#classes > MOST_IN_MATRIX ? [] : this.#confusion(),
      classes: this.#figures(),
      labels: this.#labels,
      predictions: this.#predictions,
      confidences: this.#confidences,
    };
  }

  #confusion(): number[][] {
    const confusion = Array.from({ length: this.#classes }, () => new Array<number>(this.#classes).fill(0));
    this.#labels.forEach((label, example) => {
      const row = confusion[label];
      const predicted = this.#predictions[example] ?? 0;
      if (row !== undefined) row[predicted] = (row[predicted] ?? 0) + 1;
    });
    return confusion;
  }

  #figures(): ClassFigures[] {
    const counts = new Float64Array(this.#classes);
    const predicted = new Float64Array(this.#classes);
    const found = new Float64Array(this.#classes);
    this.#labels.forEach((label, example) => {
      const prediction = this.#predictions[example] ?? 0;
      counts[label] = (counts[label] ?? 0) + 1;
      predicted[prediction] = (predicted[prediction] ?? 0) + 1;
      if (prediction === label) found[label] = (found[label] ?? 0) + 1;
    });
    return Array.from(counts, (count, index) => figuresOf(count, predicted[index] ?? 0, found[index] ?? 0));
  }
}

/** The first of the largest values, as the engine's `ArgMax` has it. */
function indexOfLargest(values: Float32Array, start: number, end: number): number {
  let best = start;
  for (let index = start + 1; index < end; index += 1) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  }
  return best;
}

/** @param found examples of the class that were predicted to be of it */
function figuresOf(count: number, predicted: number, found: number): ClassFigures {
  return {
    precision: predicted === 0 ? Number.NaN : found / predicted,
    recall: count === 0 ? Number.NaN : found / count,
    count,
  };
}
