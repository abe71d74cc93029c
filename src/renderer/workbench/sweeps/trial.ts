import type { RunSummary, SweepSummary } from '../../../contract/contract';
import type { SweepValue } from '../../../graph-runtime/sweep/sweep-place';
import type { MetricId } from '../../../graph-runtime/targets/metrics';
import { metricOfRun } from '../../charts/run-outcome';

/** The metric by which the trials of a sweep are compared: that of those that have begun. */
export function metricOfTrials(trials: readonly Trial[]): MetricId {
  const [first] = trials.flatMap(({ run }) => run ?? []);
  return metricOfRun(first ?? {});
}

/** One combination of values and its result. */
export interface Trial {
  readonly key: string;
  readonly values: readonly SweepValue[];
  readonly phase: SweepSummary['trials'][number]['phase'];
  readonly run: RunSummary | null;
}
