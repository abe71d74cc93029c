import { type MetricId, metric as metricDescription } from '../../graph-runtime/targets/metrics';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import type { Language } from '../../graph-runtime/text/text';
import { i18n } from '../messages/i18n';
import {
  formatAccuracy,
  formatCount,
  formatLoss,
  formatPercentage,
  formatRate,
  formatValue,
} from '../ui/figures';
import type { Metric } from './run-curves';

/** The messages that name what is no metric of targets. */
const TITLES = {
  loss: 'lossChart',
  learningRate: 'learningRateSetting',
  speed: 'speedColumn',
  memory: 'memoryChart',
} as const;

/** The name of what is drawn. */
export function metricTitle(metric: Metric, language: Language): string {
  switch (metric) {
    case 'loss':
    case 'learningRate':
    case 'speed':
    case 'memory':
      return i18n.t(`training:${TITLES[metric]}`, { lng: language });
    default:
      return metricDescription(metric).label[language];
  }
}

/** A value of a metric: a share as a percentage, a number of the data with four digits; a dash where it is not known. */
export function formatMetricValue(
  id: MetricId,
  value: number | null | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return '–';
  return metricDescription(id).format === 'share'
    ? formatAccuracy(value, language)
    : formatValue(value, language);
}

/** The message that names a curve. */
export const CURVE_NAMES = {
  running: 'running',
  train: 'trainCurve',
  validation: 'validationCurve',
  test: 'testCurve',
} as const;

/** A measured value, exactly. */
export function formatMetric(metric: Metric, value: number, language: Language): string {
  switch (metric) {
    case 'loss':
      return formatLoss(value);
    case 'learningRate':
      return formatRate(value, 4);
    case 'speed':
      return formatCount(value, language);
    case 'memory':
      return Number.isFinite(value) ? formatBytes(value, language) : '–';
    default:
      return formatMetricValue(metric, value, language);
  }
}

/** A mark of the value axis, as short as it can be. */
export function formatTick(metric: Metric, value: number, language: Language): string {
  switch (metric) {
    case 'memory':
      return value === 0 ? '0' : formatBytes(value, language);
    case 'learningRate':
      return formatRate(value, 3);
    case 'speed':
      return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
    case 'loss':
      return new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }).format(value);
    default:
      return metricDescription(metric).format === 'share'
        ? formatPercentage(value, language)
        : formatValue(value, language);
  }
}
