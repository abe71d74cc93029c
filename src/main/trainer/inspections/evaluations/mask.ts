import { iousOf, matrixOf } from '../../../../graph-runtime/targets/kinds/class-figures';
import type { PreparedRun } from '../../program/prepared-run';
import { floats } from '../inspected-tensor';
import { classFigures } from './class-figures';
import type { EvaluatedBatch, GatheredEvaluation, TargetEvaluation } from './target-evaluation';

/** A class for each pixel: pixels by class, and how much of each image is right. */
export const evaluationOfMasks: TargetEvaluation = {
  wants: ['scores'],
  begin: (run) => new MaskResults(run),
};

class MaskResults implements GatheredEvaluation {
  readonly #size: number;
  readonly #accuracies: Float32Array;

  constructor({ testCount, target: { size } }: PreparedRun) {
    this.#size = size;
    this.#accuracies = new Float32Array(testCount);
  }

  add(start: number, _count: number, { scores }: EvaluatedBatch): void {
    this.#accuracies.set(floats(scores).values, start);
  }

  result(sums: readonly number[]) {
    const confusion = matrixOf(sums, this.#size);
    const ious = iousOf(confusion);
    return {
      kind: 'mask' as const,
      confusion,
      classes: confusion.map((row, index) => ({
        ...classFigures(
          row.reduce((total, pixels) => total + pixels, 0),
          confusion.reduce((total, other) => total + (other[index] ?? 0), 0),
          row[index] ?? 0,
        ),
        iou: ious[index] ?? Number.NaN,
      })),
      accuracies: this.#accuracies,
    };
  }
}
