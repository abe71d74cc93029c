import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { EpochPoint } from '../../../contract/contract';
import { formatMetric } from '../../charts/metric-format';
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
  const accuracy = (value: number | undefined) =>
    value === undefined ? '–' : formatMetric('accuracy', value, language);
  const loss = (value: number | undefined) => (value === undefined ? '–' : formatLoss(value));
  return (
    <div ref={virtual.box} className={styles.tableBox} {...scrollRegion(t('workbench:allValues'))}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={styles.run}>
              {t('workbench:run')}
            </th>
            <th scope="col">{t('epochColumn')}</th>
            <th scope="col">{labeled(t('trainColumns'), t('lossChart'))}</th>
            <th scope="col">{labeled(t('trainColumns'), t('accuracyChart'))}</th>
            {isValidated ? <th scope="col">{labeled(t('validationColumns'), t('lossChart'))}</th> : null}
            {isValidated ? <th scope="col">{labeled(t('validationColumns'), t('accuracyChart'))}</th> : null}
            <th scope="col">{labeled(t('testColumns'), t('lossChart'))}</th>
            <th scope="col">{labeled(t('testColumns'), t('accuracyChart'))}</th>
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
                <td>{loss(point.trainLoss)}</td>
                <td>{accuracy(point.trainAccuracy)}</td>
                {isValidated ? <td>{loss(point.validationLoss)}</td> : null}
                {isValidated ? <td>{accuracy(point.validationAccuracy)}</td> : null}
                <td>{loss(point.testLoss)}</td>
                <td>{accuracy(point.testAccuracy)}</td>
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
