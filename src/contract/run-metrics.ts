import {
  isBetter,
  type MetricId,
  type MetricValues,
  type TargetMetricId,
} from '../graph-runtime/targets/metrics';
import { targetKind } from '../graph-runtime/targets/registry';
import type { TargetKind, TargetKindId } from '../graph-runtime/targets/target-kind';
import type { EpochPoint, StepPoint } from './run-events';

/**
 * Metrics of points and runs by their ids. The accuracy of runs with one class an example has fields of its own, as it had in the first
 * versions; all other metrics are together in one. Whoever reads or writes them does it here.
 */

/** The examples that an epoch was measured on. */
export type MeasuredPart = 'train' | 'validation' | 'test';

/** A metric of an epoch; undefined where it is not known. */
export function metricOf(point: EpochPoint, part: MeasuredPart, id: MetricId): number | undefined {
  return id === 'accuracy' ? point[`${part}Accuracy`] : point[`${part}Metrics`]?.[id];
}

/** A metric of some steps; undefined where it is not known. */
export function stepMetricOf({ accuracy, metrics }: StepPoint, id: MetricId): number | undefined {
  return id === 'accuracy' ? accuracy : metrics?.[id];
}

/** Metrics as fields of a point of steps. */
export function stepFields({ accuracy, ...metrics }: MetricValues): Pick<StepPoint, 'accuracy' | 'metrics'> {
  return {
    ...(accuracy !== undefined && { accuracy }),
    ...(Object.keys(metrics).length > 0 && { metrics }),
  };
}

/** Metrics as fields of an epoch. */
export function epochFields(
  part: MeasuredPart,
  { accuracy, ...metrics }: MetricValues,
): Partial<Pick<EpochPoint, `${MeasuredPart}Accuracy` | `${MeasuredPart}Metrics`>> {
  return {
    ...(accuracy !== undefined && { [`${part}Accuracy`]: accuracy }),
    ...(Object.keys(metrics).length > 0 && { [`${part}Metrics`]: metrics }),
  };
}

/** The best values of metrics over a run's epochs. */
export interface BestMetrics {
  readonly bestTestAccuracy: number | null;
  readonly bestTestMetrics?: MetricValues;
}

/** The best value of a metric over a run's epochs; null before there is one. */
export function bestMetricOf(
  { bestTestAccuracy, bestTestMetrics }: BestMetrics,
  id: MetricId,
): number | null {
  return id === 'accuracy' ? bestTestAccuracy : (bestTestMetrics?.[id] ?? null);
}

/** The best values with those of another epoch. */
export function withBest(best: BestMetrics, { testAccuracy, testMetrics }: EpochPoint): BestMetrics {
  const known = best.bestTestMetrics ?? {};
  const better = Object.entries(testMetrics ?? {}).filter(([id, value]) => {
    if (value === undefined) return false;
    // Keys of metric values are ids of metrics.
    const before = known[id as MetricId];
    return before === undefined || isBetter(id as MetricId, value, before);
  });
  return {
    bestTestAccuracy:
      testAccuracy === undefined ? best.bestTestAccuracy : Math.max(best.bestTestAccuracy ?? 0, testAccuracy),
    ...(testMetrics !== undefined && { bestTestMetrics: { ...known, ...Object.fromEntries(better) } }),
  };
}

/** What a run is trained for; runs of earlier versions for one class. */
export function runTarget({ target = 'class' }: { readonly target?: TargetKindId }): TargetKind {
  return targetKind(target);
}

/** The metric by which runs of a kind of target are compared. */
export function mainMetric({ metrics }: TargetKind): TargetMetricId {
  const [main = 'accuracy'] = metrics;
  return main;
}
