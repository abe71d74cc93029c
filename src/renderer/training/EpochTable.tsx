import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type EpochPoint, Series } from '../../contract/contract';
import type { Language } from '../../graph-runtime/text/text';
import { colorOfRun } from '../charts/run-colors';
import { TrainingSection } from '../charts/TrainingSection';
import { useLanguage } from '../messages/useLanguage';
import { currentRun, useRuns } from '../store/runs/runs';
import { formatAccuracy, formatCount, formatDuration, formatLoss } from '../ui/figures';
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
  return (
    <TrainingSection id="epochs" title={t('epochs')}>
      {epochs.length === 0 ? (
        <p className={styles.empty}>{t('noEpochs')}</p>
      ) : (
        <EpochRows newestFirst={[...epochs].reverse()} />
      )}
    </TrainingSection>
  );
}

function EpochRows({ newestFirst }: { readonly newestFirst: readonly EpochPoint[] }) {
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
        <EpochTableHead />
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index, key }) => {
            const point = newestFirst[index];
            return point === undefined ? null : (
              <EpochRow key={key} at={index} measure={virtual.measure} point={point} language={language} />
            );
          })}
        </VirtualRowGroup>
      </table>
    </div>
  );
}

function EpochTableHead() {
  const { t } = useTranslation('training');
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
        <th scope="col">{t('accuracyChart')}</th>
        <th scope="col">{t('lossChart')}</th>
        <th scope="col">{t('accuracyChart')}</th>
      </tr>
    </thead>
  );
}

interface EpochRowProps {
  /** Its place among all rows, from 0. */
  readonly at: number;
  readonly measure: (row: Element | null) => void;
  readonly point: EpochPoint;
  readonly language: Language;
}

const EpochRow = memo(function EpochRow({ at, measure, point, language }: EpochRowProps) {
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
      <td>{formatAccuracy(point.trainAccuracy, language)}</td>
      <td>{formatLoss(point.testLoss)}</td>
      <td>{formatAccuracy(point.testAccuracy, language)}</td>
      <td className={styles.wideOnly}>{formatDuration(point.seconds, language, true)}</td>
      <td className={styles.wideOnly}>{formatCount(point.examplesPerSecond, language)}</td>
    </tr>
  );
});
