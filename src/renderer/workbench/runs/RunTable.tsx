import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { metricOfRun, rankOf } from '../../charts/run-outcome';
import { useRunList } from '../../store/runs/run-list';
import { runTitle } from '../../store/runs/run-names';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { VirtualRowGroup } from '../../ui/VirtualRowGroup';
import { GroupRow } from './GroupRow';
import { runTableRows } from './group-runs';
import { RunRow } from './RunRow';
import styles from './RunTable.module.css';
import type { RunField } from './run-fields';

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
  'dataset',
  'seconds',
  'startedAt',
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number];

export interface RunTableProps {
  readonly runs: readonly RunSummary[];
  /** Its values are the groups; null: no groups. */
  readonly groupBy: RunField | null;
  /** The run whose details are shown beside. */
  readonly opened: string | null;
  readonly onOpen: (runId: string | null) => void;
}

/** Of a row, before it is measured. In pixels. */
const ROW_HEIGHT = 33;

/** Columns of a group's heading before and after that of the best accuracy; those to tick and for actions count, too. */
const BEFORE_BEST = 1 + RUN_COLUMNS.indexOf('bestAccuracy');
const AFTER_BEST = RUN_COLUMNS.length + 2 - BEFORE_BEST - 1;

/** The saved runs as a table that sorts, in groups if wanted. */
export function RunTable({ runs, groupBy, opened, onOpen }: RunTableProps) {
  const { t } = useTranslation('runs');
  const [sorting, setSorting] = useState<Sorting<RunColumn>>({ column: 'startedAt', isDescending: true });
  const isAccuracy = runs.every((run) => metricOfRun(run) === 'accuracy');
  const folded = useRunList((state) => state.folded);
  const rows = runTableRows(sortBy(runs, sorting, readColumn), groupBy, folded);
  const virtual = useVirtualRows({
    count: rows.length,
    estimate: ROW_HEIGHT,
    keyOf: (index) => rows[index]?.key ?? `${index}`,
  });
  return (
    <div ref={virtual.box} className={styles.box}>
      <table className={styles.table} data-testid="run-table" aria-rowcount={rows.length + 1}>
        <Head sorting={sorting} onSort={setSorting} isAccuracy={isAccuracy} />
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === 'group') {
              return (
                <GroupRow
                  key={key}
                  ref={virtual.measure}
                  index={index}
                  group={row.group}
                  isFolded={row.isFolded}
                  before={BEFORE_BEST}
                  after={AFTER_BEST}
                />
              );
            }
            const { run } = row;
            return (
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

interface HeadProps {
  /** All runs are compared by their accuracy. */
  readonly isAccuracy: boolean;
  readonly sorting: Sorting<RunColumn>;
  readonly onSort: (sorting: Sorting<RunColumn>) => void;
}

function Head({ sorting, onSort, isAccuracy }: HeadProps) {
  const { t } = useTranslation('runs');
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.tools}>
          <span className="visually-hidden">{t('choose')}</span>
        </th>
        {RUN_COLUMNS.map((column) => (
          <SortHeader
            key={column}
            column={column}
            label={t(`columns.${column === 'bestAccuracy' && !isAccuracy ? 'bestResult' : column}`)}
            sorting={sorting}
            onSort={onSort}
            align={column === 'name' || column === 'phase' || column === 'dataset' ? 'start' : 'end'}
          />
        ))}
        <th scope="col" className={styles.tools}>
          <span className="visually-hidden">{t('actions')}</span>
        </th>
      </tr>
    </thead>
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
      return rankOf(run);
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
    case 'dataset':
      return run.datasetName ?? run.datasetId;
    case 'seconds':
      return run.seconds;
  }
}
