/** What one step did. */
export interface StepResult {
  readonly examples: number;
  /** Mean over the batch. */
  readonly loss: number;
  readonly correct: number;
  readonly seconds: number;
}
