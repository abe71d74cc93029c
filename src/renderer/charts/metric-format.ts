import { formatBytes } from '../../graph-runtime/text/format-bytes';
import type { Language } from '../../graph-runtime/text/text';
import { formatAccuracy, formatCount, formatLoss, formatPercentage, formatRate } from '../ui/figures';
import type { Metric } from './run-curves';

/** The message that names a metric. */
export const METRIC_TITLES = {
  loss: 'lossChart',
  accuracy: 'accuracyChart',
  learningRate: 'learningRateSetting',
  speed: 'speedColumn',
  memory: 'memoryChart',
} as const satisfies Readonly<Record<Metric, string>>;

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
    case 'accuracy':
      return formatAccuracy(value, language);
    case 'learningRate':
      return formatRate(value, 4);
    case 'speed':
      return formatCount(value, language);
    case 'memory':
      return Number.isFinite(value) ? formatBytes(value, language) : '–';
  }
}

/** A mark of the value axis, as short as it can be. */
export function formatTick(metric: Metric, value: number, language: Language): string {
  switch (metric) {
    case 'accuracy':
      return formatPercentage(value, language);
    case 'memory':
      return value === 0 ? '0' : formatBytes(value, language);
    case 'learningRate':
      return formatRate(value, 3);
    case 'speed':
      return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
    case 'loss':
      return new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }).format(value);
  }
}
