import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type EpochPoint, metricOf, Series } from '../../contract/contract';
import type { MetricId } from '../../graph-runtime/targets/metrics';
import type { Language } from '../../graph-runtime/text/text';
import { formatMetricValue, metricTitle } from '../charts/metric-format';
import { colorOfRun } from '../charts/run-colors';
import { mainMetricOf } from '../charts/run-curves';
import { TrainingSection } from '../charts/TrainingSection';
import { useLanguage } from '../messages/useLanguage';
import { currentRun, useRuns } from '../store/runs/runs';
import { targetOf } from '../store/runs/runs-record';
import { formatCount, formatDuration, formatLoss } from '../ui/figures';
import { scrollRegion } from '../ui/scroll-region';
import { useVirtualRows } from '../ui/use-virtual-rows';
import { VirtualRowGroup } from '../ui/VirtualRowGroup';
import styles from './EpochTable.module.css';

/** Of a row, before it is measured. In pixels. */
const ROW_HEIGHT = 22;
/** Rows of the head, which the places of the others count. */
const HEAD_ROWS = 2;
const NO_EPOCHS = Series.of<EpochPoint>();

/** Exact values of the current run's finished epochs, the newest first. */
export function EpochTable() {
  const { t } = useTranslation('training');
  const epochs = useRuns((state) => currentRun(state)?.epochs ?? NO_EPOCHS);
  const metric = useRuns((state) => {
    const run = currentRun(state);
    return mainMetricOf(run === null ? 'class' : targetOf(run));
  });
  return (
    <TrainingSection id="epochs" title={t('epochs')}>
      {epochs.length === 0 ? (
        <p className={styles.empty}>{t('noEpochs')}</p>
      ) : (
        <EpochRows newestFirst={[...epochs].reverse()} metric={metric} />
      )}
    </TrainingSection>
  );
}

interface EpochRowsProps {
  readonly newestFirst: readonly EpochPoint[];
  readonly metric: MetricId;
}

function EpochRows({ newestFirst, metric }: EpochRowsProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const virtual = useVirtualRows({
    count: newestFirst.length,
    estimate: ROW_HEIGHT,
    keyOf: (index) => String(newestFirst[index]?.epoch ?? index),
  });
  return (
    <div ref={virtual.box} className={styles.box} {...scrollRegion(t('epochValues'))}>
      <table className={styles.table} aria-rowcount={newestFirst.length + HEAD_ROWS}>
        <EpochTableHead metric={metric} />
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index, key }) => {
            const point = newestFirst[index];
            return point === undefined ? null : (
              <EpochRow key={key} at={index} measure={virtual.measure} {...{ point, metric, language }} />
            );
          })}
        </VirtualRowGroup>
      </table>
    </div>
  );
}

function EpochTableHead({ metric }: { readonly metric: MetricId }) {
  const { t } = useTranslation('training');
  const name = metricTitle(metric, useLanguage());
  const color = useRuns((state) => `var(${colorOfRun(currentRun(state)?.runId ?? '')})`);
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={styles.epoch}>
          {t('epochColumn')}
        </th>
        {(['train', 'test'] as const).map((curve) => (
          <th
            key={curve}
            scope="colgroup"
            colSpan={2}
            className={styles.group}
            data-curve={curve}
            style={{ borderColor: color }}
          >
            {t(`${curve}Columns`)}
          </th>
        ))}
        <th scope="col" rowSpan={2} className={styles.wideOnly}>
          {t('secondsColumn')}
        </th>
        <th scope="col" rowSpan={2} className={styles.wideOnly}>
          {t('speedColumn')}
        </th>
      </tr>
      <tr>
        <th scope="col">{t('lossChart')}</th>
        <th scope="col">{name}</th>
        <th scope="col">{t('lossChart')}</th>
        <th scope="col">{name}</th>
      </tr>
    </thead>
  );
}

interface EpochRowProps {
  /** Its place among all rows, from 0. */
  readonly at: number;
  readonly measure: (row: Element | null) => void;
  readonly point: EpochPoint;
  readonly metric: MetricId;
  readonly language: Language;
}

const EpochRow = memo(function EpochRow({ at, measure, point, metric, language }: EpochRowProps) {
  return (
    <tr
      ref={measure}
      data-index={at}
      aria-rowindex={at + 1 + HEAD_ROWS}
      data-newest={at === 0 ? '' : undefined}
      data-testid={`epoch-${point.epoch}`}
    >
      <th scope="row" className={styles.epoch}>
        {point.epoch}
      </th>
      <td>{formatLoss(point.trainLoss)}</td>
      <td>{formatMetricValue(metric, metricOf(point, 'train', metric), language)}</td>
      <td>{formatLoss(point.testLoss)}</td>
      <td>{formatMetricValue(metric, metricOf(point, 'test', metric), language)}</td>
      <td className={styles.wideOnly}>{formatDuration(point.seconds, language, true)}</td>
      <td className={styles.wideOnly}>{formatCount(point.examplesPerSecond, language)}</td>
    </tr>
  );
});
