import { f1Of, meanOfDefined } from '../../../../graph-runtime/targets/kinds/class-figures';
import type { PreparedRun } from '../../program/prepared-run';
import { floats } from '../inspected-tensor';
import { averagePrecision } from './average-precision';
import { classFigures } from './class-figures';
import type { EvaluatedBatch, GatheredEvaluation, TargetEvaluation } from './target-evaluation';

/** Any number of classes for each example: how probable each is. */
export const evaluationOfClasses: TargetEvaluation = {
  wants: ['probabilities', 'labels'],
  begin: (run) => new ClassesResults(run),
};

class ClassesResults implements GatheredEvaluation {
  readonly #size: number;
  readonly #labels: Uint8Array;
  readonly #probabilities: Float32Array;

  constructor({ testCount, target: { size } }: PreparedRun) {
    this.#size = size;
    this.#labels = new Uint8Array(testCount * size);
    this.#probabilities = new Float32Array(testCount * size);
  }

  add(start: number, _count: number, { probabilities, labels }: EvaluatedBatch): void {
    this.#probabilities.set(floats(probabilities).values, start * this.#size);
    this.#labels.set(floats(labels).values, start * this.#size);
  }

  result(sums: readonly number[]) {
    const size = this.#size;
    const [, ...counts] = sums;
    const classes = Array.from({ length: size }, (_, index) => {
      const [found = 0, predicted = 0, count = 0] = [0, 1, 2].map((part) => counts[part * size + index]);
      return {
        ...classFigures(count, predicted, found),
        f1: f1Of(found, predicted, count),
        averagePrecision: averagePrecision(
          this.#column(this.#labels, index),
          this.#column(this.#probabilities, index),
        ),
      };
    });
    return {
      kind: 'classes' as const,
      classes,
      labels: this.#labels,
      probabilities: this.#probabilities,
      metrics: { meanAveragePrecision: meanOfDefined(classes.map((figures) => figures.averagePrecision)) },
    };
  }

  #column<T extends Uint8Array | Float32Array>(values: T, index: number): number[] {
    const examples = values.length / this.#size;
    return Array.from({ length: examples }, (_, example) => values[example * this.#size + index] ?? 0);
  }
}
