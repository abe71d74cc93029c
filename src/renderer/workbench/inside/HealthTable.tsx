import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { updateRatio, useHealth } from '../../store/runs/use-health';
import { useNames, useWeightNames } from '../../store/view/node-names';
import { goToPath } from '../../store/view/problems';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { usePercentText } from '../../ui/use-percent-text';
import { Findings } from './Findings';
import styles from './HealthTable.module.css';

export interface HealthTableProps {
  readonly runId: string;
  /** Path of the node selected on the canvas. */
  readonly selected: string | null;
}

type Column = 'name' | 'weightNorm' | 'gradientNorm' | 'ratio' | 'dead';
const COLUMNS: readonly Column[] = ['name', 'weightNorm', 'gradientNorm', 'ratio', 'dead'];

/** All weights at the last step that was looked at. A click on a row selects its node on the canvas. */
export function HealthTable({ runId, selected }: HealthTableProps) {
  const { t } = useTranslation('inside');
  const health = useHealth(runId);
  const nameOfWeight = useWeightNames();
  const percent = usePercentText('column');
  const [sorting, setSorting] = useState<Sorting<Column> | null>(null);
  useSavedHealth(runId, health.length);
  const last = health[health.length - 1];
  if (last === undefined) {
    return (
      <section className={styles.box} aria-label={t('health')}>
        <Findings runId={runId} />
        <p className={styles.none}>{t('noHealth')}</p>
      </section>
    );
  }
  const dead = new Map(last.activations.map((node) => [node.path, node.deadShare]));
  const weights = last.weights.map((weight) => ({
    ...weight,
    path: parentPath(weight.name),
    ratio: updateRatio(weight),
    dead: deadAfter(parentPath(weight.name), dead),
  }));
  const rows = sorting === null ? weights : sortBy(weights, sorting, (row, column) => row[column]);
  return (
    <section className={styles.box} aria-label={t('health')}>
      <Findings runId={runId} />
      <table className={styles.table} data-testid="health-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <SortHeader
                key={column}
                column={column}
                label={t(`columns.${column}`)}
                sorting={sorting ?? { column: 'name', isDescending: false }}
                onSort={setSorting}
                align={column === 'name' ? 'start' : 'end'}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-selected={row.path === selected ? '' : undefined}>
              <PathCell path={row.path} name={nameOfWeight(row.name)} />
              <td>{short(row.weightNorm)}</td>
              <td>{short(row.gradientNorm)}</td>
              <td className={styles.ratio} data-level={levelOf(row)}>
                {short(row.ratio)}
              </td>
              <td>{row.dead === undefined ? '' : percent(row.dead)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ActivationTable runId={runId} selected={selected} />
    </section>
  );
}

/** The head of a row: a node or weight; a click shows the node. */
function PathCell({ path, name }: { readonly path: string; readonly name: string }) {
  return (
    <th scope="row">
      <button type="button" className={styles.name} onClick={() => goToPath(path)} data-node-path={path}>
        {name}
      </button>
    </th>
  );
}

/** What nodes output, on the average. */
function ActivationTable({ runId, selected }: HealthTableProps) {
  const { t } = useTranslation('inside');
  const percent = usePercentText('column');
  const nameOf = useNames();
  const health = useHealth(runId);
  const nodes = health[health.length - 1]?.activations ?? [];
  if (nodes.length === 0) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('columns.node')}</th>
          <th scope="col">{t('columns.mean')}</th>
          <th scope="col">{t('columns.deviation')}</th>
          <th scope="col">{t('columns.dead')}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <tr key={node.path} data-selected={node.path === selected ? '' : undefined}>
            <PathCell path={node.path} name={nameOf(node.path)} />
            <td>{short(node.mean)}</td>
            <td>{short(node.deviation)}</td>
            <td>{node.deadShare === undefined ? '' : percent(node.deadShare)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A run that this window did not start has its health in its folder. */
function useSavedHealth(runId: string, known: number): void {
  useEffect(() => {
    const { details, fetch } = useSavedRuns.getState();
    if (known === 0 && !details.has(runId)) void fetch(runId);
  }, [runId, known]);
}

/** A weight's own node has no dead units; those of the activation after it are listed in the second table. */
function deadAfter(path: string, dead: ReadonlyMap<string, number | undefined>): number | undefined {
  return dead.get(path);
}

export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 10_000)
    ? value.toExponential(1)
    : String(Number(value.toPrecision(3)));
}

/** Of kernels only: biases and scales begin at zero or one and may change by more than they are. */
function levelOf({
  name,
  ratio,
}: {
  readonly name: string;
  readonly ratio: number;
}): 'low' | 'high' | undefined {
  if (!Number.isFinite(ratio) || !/kernel$/i.test(name)) return undefined;
  if (ratio < 1e-5) return 'low';
  return ratio > 0.05 ? 'high' : undefined;
}
