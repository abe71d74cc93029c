import { addSums, type StepResult } from '../prepare/step-result';

/** The result of a batch, or of a part of it. */
export type BatchResult = Pick<StepResult, 'loss' | 'sums'>;

/** @returns `count` parts in order, of sizes that differ by one at most, the larger ones first */
export function evenParts(indices: Int32Array, count: number): readonly Int32Array[] {
  const size = Math.floor(indices.length / count);
  const larger = indices.length % count;
  const begin = (part: number) => part * size + Math.min(part, larger);
  return Array.from({ length: count }, (_, part) => indices.subarray(begin(part), begin(part + 1)));
}

/** Adds up the parts of a step. */
export class PartTotals {
  loss = 0;
  sums: readonly number[] = [];

  /** @param share of the step's examples that are in the part */
  add({ loss, sums }: BatchResult, share: number): void {
    this.loss += loss * share;
    this.sums = addSums(this.sums, sums);
  }
}

/** @param sums of `TrainingSteps.evaluateSums` */
export function evaluationResult(
  [loss = Number.NaN, ...sums]: readonly number[],
  examples: number,
): Omit<StepResult, 'seconds'> {
  return { examples, loss: loss / examples, sums };
}
