/** What one step did. */
export interface StepResult {
  readonly examples: number;
  /** Mean over the batch. */
  readonly loss: number;
  /** What the kind of target counts in a batch (`TargetKind.count`). */
  readonly sums: readonly number[];
  readonly seconds: number;
}

/** Sums of more examples; `before` may be empty, where there are none yet. */
export function addSums(before: readonly number[], sums: readonly number[]): readonly number[] {
  return sums.map((value, index) => (before[index] ?? 0) + value);
}
