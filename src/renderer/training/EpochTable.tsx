import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EpochPoint, Series } from '../../contract/contract';
import type { Language } from '../../graph-runtime/text/text';
import { colorOfRun } from '../charts/run-colors';
import { useLanguage } from '../messages/useLanguage';
import { currentRun, useRuns } from '../store/runs/runs';
import { Button } from '../ui/Button';
import { formatAccuracy, formatCount, formatDuration, formatLoss } from '../ui/figures';
import { PanelSection } from '../ui/PanelSection';
import styles from './EpochTable.module.css';

/** Rows put on the page unasked; a table of thousands would slow every update down. */
const ROWS_AT_FIRST = 100;
const NO_EPOCHS = Series.of<EpochPoint>();

/** Exact values of the current run's finished epochs, the newest first. */
export function EpochTable() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const epochs = useRuns((state) => currentRun(state)?.epochs ?? NO_EPOCHS);
  const [isWhole, setIsWhole] = useState(false);
  const newestFirst = [...epochs].reverse();
  const shown = isWhole ? newestFirst : newestFirst.slice(0, ROWS_AT_FIRST);
  return (
    <PanelSection title={t('epochs')}>
      {epochs.length === 0 ? (
        <p className={styles.empty}>{t('noEpochs')}</p>
      ) : (
        <table className={styles.table}>
          <EpochTableHead />
          <tbody>
            {shown.map((point) => (
              <EpochRow key={point.epoch} point={point} language={language} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < epochs.length ? (
        <Button size="small" onClick={() => setIsWhole(true)}>
          {t('showAllEpochs', { count: epochs.length })}
        </Button>
      ) : null}
    </PanelSection>
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
        <th
          scope="colgroup"
          colSpan={2}
          className={styles.group}
          data-curve="train"
          style={{ borderColor: color }}
        >
          {t('trainColumns')}
        </th>
        <th
          scope="colgroup"
          colSpan={2}
          className={styles.group}
          data-curve="test"
          style={{ borderColor: color }}
        >
          {t('testColumns')}
        </th>
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
  readonly point: EpochPoint;
  readonly language: Language;
}

const EpochRow = memo(function EpochRow({ point, language }: EpochRowProps) {
  return (
    <tr data-testid={`epoch-${point.epoch}`}>
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
