import { numberFigures, unstandardized } from '../../../../graph-runtime/targets/kinds/numbers';
import type { TrainedTarget } from '../../../../graph-runtime/targets/target-kind';
import type { PreparedRun } from '../../program/prepared-run';
import { floats } from '../inspected-tensor';
import type { EvaluatedBatch, GatheredEvaluation, TargetEvaluation } from './target-evaluation';

/** Numbers for each example, in the units of the data. */
export const evaluationOfNumbers: TargetEvaluation = {
  wants: ['probabilities', 'labels'],
  begin: (run) => new NumberResults(run),
};

class NumberResults implements GatheredEvaluation {
  readonly #target: TrainedTarget;
  readonly #count: number;
  readonly #labels: Float32Array;
  readonly #predictions: Float32Array;

  constructor({ testCount, target }: PreparedRun) {
    this.#target = target;
    this.#count = testCount;
    this.#labels = new Float32Array(testCount * target.size);
    this.#predictions = new Float32Array(testCount * target.size);
  }

  add(start: number, _count: number, { probabilities, labels }: EvaluatedBatch): void {
    const { size, description } = this.#target;
    this.#predictions.set(unstandardized(floats(probabilities).values, description), start * size);
    this.#labels.set(unstandardized(floats(labels).values, description), start * size);
  }

  result(sums: readonly number[]) {
    const { description } = this.#target;
    const names = 'names' in description ? description.names : [];
    return {
      kind: 'numbers' as const,
      numbers: numberFigures(sums, this.#count, description).map((figures, index) => ({
        name: names[index] ?? '',
        ...figures,
      })),
      labels: this.#labels,
      predictions: this.#predictions,
    };
  }
}
