import { labelsOfTarget } from '../../../../graph-runtime/targets/registry';
import type { PreparedRun } from '../../program/prepared-run';
import { floats } from '../inspected-tensor';
import { classFigures } from './class-figures';
import type { EvaluatedBatch, GatheredEvaluation, TargetEvaluation } from './target-evaluation';

/** Of more classes, the matrix would be hundreds of megabytes of zeros. */
const MOST_IN_MATRIX = 1_000;

/** One class for each example: which is predicted, and how surely. */
export const evaluationOfClass: TargetEvaluation = {
  wants: ['probabilities'],
  begin: (run) => new ClassResults(run),
};

/** Gathers what the batches say about single examples. */
class ClassResults implements GatheredEvaluation {
  readonly #labels: Int32Array;
  readonly #predictions: Int32Array;
  readonly #confidences: Float32Array;
  #classes = 0;

  constructor({ testCount, testLabels, target }: PreparedRun) {
    this.#labels = Int32Array.from(labelsOfTarget(testLabels, target, testCount));
    this.#predictions = new Int32Array(testCount);
    this.#confidences = new Float32Array(testCount);
  }

  add(start: number, count: number, batch: EvaluatedBatch): void {
    const { values } = floats(batch.probabilities);
    const classes = values.length / count;
    this.#classes = classes;
    for (let row = 0; row < count; row += 1) {
      const best = indexOfLargest(values, row * classes, (row + 1) * classes);
      this.#predictions[start + row] = best - row * classes;
      this.#confidences[start + row] = values[best] ?? 0;
    }
  }

  result([correct = 0]: readonly number[]) {
    return {
      kind: 'class' as const,
      accuracy: correct / this.#labels.length,
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

  #figures() {
    const counts = new Float64Array(this.#classes);
    const predicted = new Float64Array(this.#classes);
    const found = new Float64Array(this.#classes);
    this.#labels.forEach((label, example) => {
      const prediction = this.#predictions[example] ?? 0;
      counts[label] = (counts[label] ?? 0) + 1;
      predicted[prediction] = (predicted[prediction] ?? 0) + 1;
      if (prediction === label) found[label] = (found[label] ?? 0) + 1;
    });
    return Array.from(counts, (count, index) =>
      classFigures(count, predicted[index] ?? 0, found[index] ?? 0),
    );
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
