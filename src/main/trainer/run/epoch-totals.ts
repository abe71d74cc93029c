import type { MetricValues } from '../../../graph-runtime/targets/metrics';
import { type MeasuredOutput, metricsOfOutputs } from '../../../graph-runtime/targets/output-figures';
import { addSums, type StepResult } from '../prepare/step-result';

/** What is added up: examples, their losses, and what the kind of target counts. */
export type Totals = Pick<EpochTotals, 'examples' | 'losses' | 'sums'>;

/** Sums over batches of different sizes. */
export class EpochTotals {
  examples: number;
  losses: number;
  sums: readonly number[];

  /** @param totals those of an epoch that was interrupted */
  constructor(totals: Totals = { examples: 0, losses: 0, sums: [] }) {
    this.examples = totals.examples;
    this.losses = totals.losses;
    this.sums = totals.sums;
  }

  add({ examples, loss, sums }: Pick<StepResult, 'examples' | 'loss' | 'sums'>): void {
    this.examples += examples;
    this.losses += loss * examples;
    this.sums = addSums(this.sums, sums);
  }

  /** Mean over examples. */
  get loss(): number {
    return this.losses / this.examples;
  }

  /** The metrics of the main outputs; one that is not defined is left out. */
  metrics(outputs: readonly MeasuredOutput[]): MetricValues {
    return metricsOfOutputs(outputs, this.sums, this.examples);
  }
}
