import { type MetricId, metric } from '../../graph-runtime/targets/metrics';
import { formatPercent } from './figures';

/** A metric's name within a line: `accuracy`, `mean IoU`, `R²`. */
export function metricName(id: MetricId): string {
  const { en } = metric(id).label;
  const isWord = /^[A-Z][a-z]/.test(en);
  return isWord ? en.slice(0, 1).toLowerCase() + en.slice(1) : en;
}

/** A metric's value: a share as a percentage, else four digits. */
export function formatMetric(id: MetricId, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-';
  return metric(id).format === 'share' ? formatPercent(value) : String(Number(value.toPrecision(4)));
}
