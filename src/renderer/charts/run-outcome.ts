import { bestMetricOf, type EpochPoint, metricOf, type RunSummary, runTarget } from '../../contract/contract';
import { isBetter, type MetricId, metric } from '../../graph-runtime/targets/metrics';
import type { TargetKindId } from '../../graph-runtime/targets/target-kind';
import type { Language } from '../../graph-runtime/text/text';
import { formatMetricValue } from './metric-format';
import { mainMetricOf } from './run-curves';

/** What came out of runs, by the main metric of what each is trained for. */

/** The metric by which a saved run is compared with others. */
export function metricOfRun(run: Pick<RunSummary, 'target'>): MetricId {
  return mainMetricOf(runTarget(run).id);
}

/** The best value of its metric on the test set; null before it has been tested. */
export function bestOf(run: RunSummary): number | null {
  return bestMetricOf(run, metricOfRun(run));
}

/** The same in words. With `isNamed` the metric's name comes first, unless it is the accuracy, which every table says. */
export function bestText(run: RunSummary, language: Language, isNamed = false): string {
  const id = metricOfRun(run);
  const value = bestOf(run);
  const text = formatMetricValue(id, value, language);
  return isNamed && value !== null && id !== 'accuracy' ? `${metric(id).label[language]} ${text}` : text;
}

/** A number that is larger the better the run is; of runs with different metrics, that says nothing. */
export function rankOf(run: RunSummary): number | null {
  const best = bestOf(run);
  if (best === null) return null;
  return metric(metricOfRun(run)).better === 'higher' ? best : -best;
}

/** The run with the best value; null where none has been tested, or they have different metrics. */
export function bestRun(runs: readonly RunSummary[]): RunSummary | null {
  if (new Set(runs.map(metricOfRun)).size > 1) return null;
  return runs.reduce<RunSummary | null>((best, run) => {
    const rank = rankOf(run);
    if (rank === null) return best;
    return best === null || rank > (rankOf(best) ?? rank) ? run : best;
  }, null);
}

/** The value of a run's metric in one of its epochs, as a text: `72.20%`, `R² 0.874`. */
export function epochText(point: EpochPoint, target: TargetKindId, language: Language): string {
  const id = mainMetricOf(target);
  const text = formatMetricValue(id, metricOf(point, 'test', id), language);
  return id === 'accuracy' ? text : `${metric(id).label[language]} ${text}`;
}

/** The epoch with the best value of a metric on the test set, the first of equal ones. */
export function bestEpoch(epochs: readonly EpochPoint[], id: MetricId): EpochPoint | undefined {
  return epochs.reduce<EpochPoint | undefined>((best, point) => {
    if (best === undefined) return point;
    const [value, before] = [metricOf(point, 'test', id), metricOf(best, 'test', id)];
    return value !== undefined && (before === undefined || isBetter(id, value, before)) ? point : best;
  }, undefined);
}
