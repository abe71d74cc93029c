import type { StepResult } from '../prepare/step-result';

/** Sums over batches of different sizes. */
export class EpochTotals {
  examples: number;
  losses: number;
  correct: number;

  /** @param sums those of an epoch that was interrupted */
  constructor(
    sums: Pick<EpochTotals, 'examples' | 'losses' | 'correct'> = { examples: 0, losses: 0, correct: 0 },
  ) {
    this.examples = sums.examples;
    this.losses = sums.losses;
    this.correct = sums.correct;
  }

  add({ examples, loss, correct }: Pick<StepResult, 'examples' | 'loss' | 'correct'>): void {
    this.examples += examples;
    this.losses += loss * examples;
    this.correct += correct;
  }

  /** Mean over examples. */
  get loss(): number {
    return this.losses / this.examples;
  }

  get accuracy(): number {
    return this.correct / this.examples;
  }
}
