import { Timer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerTimes } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useLayerTimes, useLayerTimesOf } from '../../store/runs/layer-times';
import { useNames } from '../../store/view/node-names';
import { goToPath } from '../../store/view/problems';
import { Button } from '../../ui/Button';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { Spinner } from '../../ui/Spinner';
import { scrollRegion } from '../../ui/scroll-region';
import { usePercentText } from '../../ui/use-percent-text';
import health from './HealthTable.module.css';
import styles from './LayerTimeTable.module.css';
import { type LayerTimeRow, layerTimeRows } from './layer-time-rows';

export interface LayerTimeTableProps {
  readonly runId: string;
  /** Path of the node selected on the canvas. */
  readonly selected: string | null;
}

/** How long each layer of the run's network takes in a training step, measured when its user says so. */
export function LayerTimeTable({ runId, selected }: LayerTimeTableProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const { times, isMeasuring, failure } = useLayerTimesOf(runId);
  return (
    <section className={health.box} {...scrollRegion(t('views.times'))}>
      <div className={styles.head}>
        <Button
          size="small"
          icon={isMeasuring ? <Spinner /> : <Timer />}
          isDisabled={isMeasuring}
          onClick={() => void useLayerTimes.getState().measure(runId)}
          data-testid="measure-layers"
        >
          {isMeasuring ? t('measuring') : t(times === null ? 'measure' : 'measureAgain')}
        </Button>
        {times === null ? null : <Summary times={times} />}
      </div>
      {failure === null ? null : (
        <p role="alert" className={styles.failure}>
          {failureText(failure, language)}
        </p>
      )}
      {times === null ? (
        <p className={health.none}>{t('timesHelp')}</p>
      ) : (
        <Times times={times} selected={selected} />
      )}
    </section>
  );
}

function Summary({ times }: { readonly times: LayerTimes }) {
  const { t } = useTranslation('inside');
  const { stepMilliseconds, batchSize, device, rounds } = times;
  return (
    <p className={styles.summary}>
      {t('timesSummary', { step: milliseconds(stepMilliseconds), batchSize, rounds, device: device.name })}
    </p>
  );
}

type Column = 'order' | 'share' | 'forward' | 'backward';

function Times({ times, selected }: { readonly times: LayerTimes; readonly selected: string | null }) {
  const { t } = useTranslation('inside');
  const percent = usePercentText('column');
  const [sorting, setSorting] = useState<Sorting<Column>>({ column: 'order', isDescending: false });
  const inOrder = layerTimeRows(times);
  const rows =
    sorting.column === 'order'
      ? sorting.isDescending
        ? [...inOrder].reverse()
        : inOrder
      : sortBy(inOrder, sorting, (row, column) => (column === 'order' ? null : row[column]));
  const longest = Math.max(1e-9, ...inOrder.map(({ total }) => total));
  const head = (column: Column, label: string, align: 'start' | 'end' = 'end') => (
    <SortHeader column={column} label={label} sorting={sorting} onSort={setSorting} align={align} />
  );
  return (
    <table className={health.table} data-testid="layer-times">
      <thead>
        <tr>
          {head('order', t('timeColumns.layer'), 'start')}
          {head('share', t('timeColumns.share'))}
          {head('forward', t('timeColumns.forward'))}
          {head('backward', t('timeColumns.backward'))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-selected={row.key === selected ? '' : undefined} data-layer={row.key}>
            <th scope="row">
              <Name row={row} />
            </th>
            <td className={styles.share}>
              <span className={styles.track} aria-hidden="true">
                <Bar row={row} longest={longest} />
              </span>
              <span className={styles.percent}>{percent(row.share)}</span>
            </td>
            <td>{milliseconds(row.forward)}</td>
            <td>{row.backward === null ? '' : milliseconds(row.backward)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ row }: { readonly row: LayerTimeRow }) {
  const { t } = useTranslation('inside');
  const nameOf = useNames();
  if (row.kind !== 'layer') return <span className={styles.around}>{t(`timeParts.${row.kind}`)}</span>;
  return (
    <button
      type="button"
      className={health.name}
      title={nameOf(row.key)}
      onClick={() => goToPath(row.key)}
      data-node-path={row.key}
    >
      {nameOf(row.key)}
    </button>
  );
}

/** Forward and backward one after the other, on the scale of the slowest layer. */
function Bar({ row, longest }: { readonly row: LayerTimeRow; readonly longest: number }) {
  const width = (part: number) => ({ width: `${((100 * part) / longest).toFixed(1)}%` });
  return (
    <>
      <span className={styles.forward} style={width(row.forward)} />
      <span className={styles.backward} style={width(row.backward ?? 0)} />
    </>
  );
}

/** Milliseconds, to three digits. */
function milliseconds(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value < 0.01 ? 1 : 3)));
}
