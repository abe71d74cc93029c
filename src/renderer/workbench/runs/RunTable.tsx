import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { runTitle } from '../../store/runs/run-names';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { VirtualRowGroup } from '../../ui/VirtualRowGroup';
import { RunRow } from './RunRow';
import styles from './RunTable.module.css';

export const RUN_COLUMNS = [
  'name',
  'phase',
  'bestAccuracy',
  'epochs',
  'testLoss',
  'learningRate',
  'batchSize',
  'seed',
  'parameters',
  'seconds',
  'startedAt',
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number];

export interface RunTableProps {
  readonly runs: readonly RunSummary[];
  /** The run whose details are shown beside. */
  readonly opened: string | null;
  readonly onOpen: (runId: string | null) => void;
}

/** Of a row, before it is measured. In pixels. */
const ROW_HEIGHT = 33;

/** The saved runs as a table that sorts. */
export function RunTable({ runs, opened, onOpen }: RunTableProps) {
  const { t } = useTranslation('runs');
  const [sorting, setSorting] = useState<Sorting<RunColumn>>({ column: 'startedAt', isDescending: true });
  const sorted = sortBy(runs, sorting, readColumn);
  const virtual = useVirtualRows({
    count: sorted.length,
    estimate: ROW_HEIGHT,
    keyOf: (index) => sorted[index]?.runId ?? `${index}`,
  });
  return (
    <div ref={virtual.box} className={styles.box}>
      <table className={styles.table} data-testid="run-table" aria-rowcount={sorted.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={styles.tools}>
              <span className="visually-hidden">{t('choose')}</span>
            </th>
            {RUN_COLUMNS.map((column) => (
              <SortHeader
                key={column}
                column={column}
                label={t(`columns.${column}`)}
                sorting={sorting}
                onSort={setSorting}
                align={column === 'name' || column === 'phase' ? 'start' : 'end'}
              />
            ))}
            <th scope="col" className={styles.tools}>
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index, key }) => {
            const run = sorted[index];
            return run === undefined ? null : (
              <RunRow
                key={key}
                ref={virtual.measure}
                index={index}
                run={run}
                isOpen={run.runId === opened}
                onOpen={() => onOpen(run.runId === opened ? null : run.runId)}
              />
            );
          })}
        </VirtualRowGroup>
      </table>
      {runs.length === 0 ? <p className={styles.none}>{t('noMatch')}</p> : null}
    </div>
  );
}

function readColumn(run: RunSummary, column: RunColumn): string | number | null {
  switch (column) {
    case 'name':
      return runTitle(run);
    case 'startedAt':
      return run.startedAt;
    case 'phase':
      return run.phase;
    case 'epochs':
      return run.epochsDone;
    case 'bestAccuracy':
      return run.bestTestAccuracy;
    case 'testLoss':
      return run.last?.testLoss ?? null;
    case 'learningRate':
      return run.settings.optimizer.learningRate;
    case 'batchSize':
      return run.settings.batchSize;
    case 'seed':
      return run.settings.seed;
    case 'parameters':
      return run.trainableParameters;
    case 'seconds':
      return run.seconds;
  }
}
