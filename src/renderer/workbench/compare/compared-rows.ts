import { bestMetricOf, type RunSummary } from '../../../contract/contract';
import { settingLines } from '../../../graph-runtime/settings/describe';
import { type MetricId, metric, outputMetricId } from '../../../graph-runtime/targets/metrics';
import type { Language } from '../../../graph-runtime/text/text';
import { formatMetricValue } from '../../charts/metric-format';
import { mainMetricOf } from '../../charts/run-curves';
import { bestText, metricOfRun } from '../../charts/run-outcome';
import { i18n } from '../../messages/i18n';
import { datasetOfRun } from '../../store/document/datasets';
import { formatCount, formatDuration, formatLoss } from '../../ui/figures';

/** A line of a comparison of runs, a text for each. */
export interface ComparedRow {
  readonly key: string;
  readonly label: string;
  readonly texts: readonly string[];
  readonly isDifferent: boolean;
}

function rowOf(key: string, label: string, texts: readonly string[]): ComparedRow {
  return { key, label, texts, isDifferent: new Set(texts).size > 1 };
}

/** `Best accuracy`, `Best R²` */
function bestLabel(id: MetricId, language: Language): string {
  if (id === 'accuracy') return i18n.t('runs:columns.bestAccuracy');
  return i18n.t('runs:bestMetric', { metric: metric(id).label[language] });
}

/** The main metrics of a run's main outputs after the first. */
function otherMetrics({ outputs = [] }: RunSummary): MetricId[] {
  return outputs.slice(1).map(({ path, target }) => outputMetricId(mainMetricOf(target), path));
}

/** The results of the runs, and what they ran on. */
export function outcomeRows(runs: readonly RunSummary[], language: Language): ComparedRow[] {
  const row = (key: string, label: string, read: (run: RunSummary) => string) =>
    rowOf(key, label, runs.map(read));
  return [
    ...[...new Set(runs.map(metricOfRun))].map((id) =>
      row(id, bestLabel(id, language), (run) => (metricOfRun(run) === id ? bestText(run, language) : '–')),
    ),
    // Of several main outputs, the first is what runs are compared by.
    ...[...new Set(runs.flatMap(otherMetrics))].map((id) =>
      row(id, bestLabel(id, language), (run) => formatMetricValue(id, bestMetricOf(run, id), language)),
    ),
    row('loss', i18n.t('runs:columns.testLoss'), (run) =>
      run.last === null ? '–' : formatLoss(run.last.testLoss),
    ),
    row('seconds', i18n.t('runs:columns.seconds'), (run) => formatDuration(run.seconds, language)),
    row('parameters', i18n.t('runs:columns.parameters'), (run) =>
      run.trainableParameters === null ? '–' : formatCount(run.trainableParameters, language),
    ),
    row(
      'network',
      i18n.t('runs:facts.network'),
      (run) => `${run.documentName} · ${run.networkHash.slice(0, 7)}`,
    ),
    row(
      'dataset',
      i18n.t('runs:facts.dataset'),
      (run) => `${datasetOfRun(run)} · ${run.datasetHash.slice(0, 12)}`,
    ),
    row('device', i18n.t('runs:facts.device'), (run) => run.device?.name ?? '–'),
    row(
      'versions',
      i18n.t('runs:facts.versions'),
      (run) => `Netloom ${run.appVersion} · ${run.engine ?? '–'}`,
    ),
  ];
}

/** Every setting that any of the runs has. */
export function settingRows(runs: readonly RunSummary[], language: Language): ComparedRow[] {
  const lines = runs.map(
    (run) => new Map(settingLines(run.settings, language).map((line) => [line.key, line])),
  );
  const keys = [...new Set(lines.flatMap((map) => [...map.keys()]))];
  return keys.map((key) => {
    const label = lines.find((map) => map.has(key))?.get(key)?.label ?? key;
    return rowOf(
      key,
      label,
      lines.map((map) => map.get(key)?.text ?? '–'),
    );
  });
}
