import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { type EpochPoint, type MeasuredPart, metricOf } from '../../../contract/contract';
import { epochValue } from '../../../contract/curves-csv';
import { formatMetric, formatMetricValue, metricTitle } from '../../charts/metric-format';
import { drawnRun, measuredOf } from '../../charts/run-curves';
import { labeled } from '../../messages/labeled';
import { useLanguage } from '../../messages/useLanguage';
import { nameOfRun } from '../../store/runs/run-names';
import { useRuns } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { formatDuration, formatLoss } from '../../ui/figures';
import { scrollRegion } from '../../ui/scroll-region';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { VirtualRowGroup } from '../../ui/VirtualRowGroup';
import styles from './CurvesView.module.css';
import { overlaidRuns } from './overlay';

/** Of a row, before it is measured. In pixels. */
const ROW_HEIGHT = 24;

interface Row {
  readonly runId: string;
  readonly point: EpochPoint;
}

/** Exact values of all epochs of the runs shown, the newest first. */
export function ValueTable() {
  const { t } = useTranslation(['training', 'workbench']);
  const language = useLanguage();
  const epochLists = () => overlaidRuns().map((run) => run.epochs);
  // Both stores may bring new rows; their lists stay the same objects while nothing is new.
  useRuns(useShallow(epochLists));
  useSavedRuns(useShallow(epochLists));
  const rows: Row[] = overlaidRuns()
    .reverse()
    .flatMap(({ runId, epochs }) => [...epochs].reverse().map((point) => ({ runId, point })));
  const isValidated = rows.some(({ point }) => point.validationLoss !== undefined);
  const keyOf = (index: number) => `${rows[index]?.runId} ${rows[index]?.point.epoch}`;
  const virtual = useVirtualRows({ count: rows.length, estimate: ROW_HEIGHT, keyOf });
  const metrics = [...new Set(overlaidRuns().flatMap((run) => measuredOf(drawnRun(run))))];
  const parts = (['train', 'validation', 'test'] as const).filter(
    (part) => part !== 'validation' || isValidated,
  );
  const lossOf = (point: EpochPoint, part: MeasuredPart) => epochValue(point, part, 'loss');
  return (
    <div ref={virtual.box} className={styles.tableBox} {...scrollRegion(t('workbench:allValues'))}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={styles.run}>
              {t('workbench:run')}
            </th>
            <th scope="col">{t('epochColumn')}</th>
            {parts.map((part) => (
              <Fragment key={part}>
                {(['loss', ...metrics] as const).map((metric) => (
                  <th key={metric} scope="col">
                    {labeled(t(`${part}Columns`), metricTitle(metric, language))}
                  </th>
                ))}
              </Fragment>
            ))}
            <th scope="col">{t('learningRateSetting')}</th>
            <th scope="col">{t('speedColumn')}</th>
            <th scope="col">{t('memoryChart')}</th>
            <th scope="col">{t('secondsColumn')}</th>
          </tr>
        </thead>
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { runId, point } = row;
            return (
              <tr key={key} ref={virtual.measure} data-index={index} aria-rowindex={index + 2}>
                <th scope="row" className={styles.run}>
                  {nameOfRun(runId)}
                </th>
                <td>{point.epoch}</td>
                {parts.map((part) => (
                  <Fragment key={part}>
                    <td>{formatLoss(lossOf(point, part))}</td>
                    {metrics.map((id) => (
                      <td key={id}>{formatMetricValue(id, metricOf(point, part, id), language)}</td>
                    ))}
                  </Fragment>
                ))}
                <td>
                  {point.learningRate === undefined
                    ? '–'
                    : formatMetric('learningRate', point.learningRate, language)}
                </td>
                <td>{formatMetric('speed', point.examplesPerSecond, language)}</td>
                <td>
                  {point.memoryBytes === undefined
                    ? '–'
                    : formatMetric('memory', point.memoryBytes, language)}
                </td>
                <td>{formatDuration(point.seconds, language, true)}</td>
              </tr>
            );
          })}
        </VirtualRowGroup>
      </table>
    </div>
  );
}
