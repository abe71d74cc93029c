import type { EvaluationResult } from '../../../../contract/contract';
import type { MetricValues } from '../../../../graph-runtime/targets/metrics';
import type { TensorData } from '../../engine/tensor-data';
import type { PreparedRun } from '../../program/prepared-run';

/** What a call returned for a batch of test examples, by name. */
export type EvaluatedBatch = Readonly<Record<string, TensorData>>;

/** A result without what all of them have. */
type Details<R> = R extends EvaluationResult ? Omit<R, 'step' | 'count' | 'loss' | 'metrics'> : never;

/** What is gathered of single examples, batch by batch. */
export interface GatheredEvaluation {
  /** @param start the place of the batch's first example */
  add(start: number, count: number, batch: EvaluatedBatch): void;
  /** @param sums what the kind of target counted, over all examples */
  result(sums: readonly number[]): Details<EvaluationResult> & { readonly metrics?: MetricValues };
}

/** How the test set is evaluated for one kind of target. */
export interface TargetEvaluation {
  /** What it needs of a batch besides loss and sums. */
  readonly wants: readonly ('probabilities' | 'labels' | 'scores')[];
  begin(run: PreparedRun): GatheredEvaluation;
}
