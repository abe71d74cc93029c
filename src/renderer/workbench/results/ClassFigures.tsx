import { type ReactNode, useMemo, useState } from 'react';
import { useLanguage } from '../../messages/useLanguage';
import { formatCount } from '../../ui/figures';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { usePercentText } from '../../ui/use-percent-text';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { VirtualRowGroup } from '../../ui/VirtualRowGroup';
import styles from './ClassTable.module.css';
import results from './ResultsView.module.css';

/** A column of figures: shares have a bar, counts do not. */
export interface FigureColumn<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly isCount?: boolean;
}

/** A class with its figures. */
export type FigureRow<Id extends string> = Readonly<Record<Id, number>> & {
  readonly index: number;
  readonly name: string;
};

export interface ClassFiguresProps<Id extends string> {
  readonly nameLabel: string;
  readonly columns: readonly FigureColumn<Id>[];
  readonly rows: readonly FigureRow<Id>[];
  /** What is sorted by at first, the weakest class on top. */
  readonly first: Id;
  /** Before a class's name. */
  readonly mark?: (index: number) => ReactNode;
  readonly testId: string;
}

/** Of a row, before it is measured. In pixels. */
const ROW_HEIGHT = 30;

/** Classes with their figures as bars, in any order; of any number of classes only the rows in sight are in the page. */
export function ClassFigures<Id extends string>(props: ClassFiguresProps<Id>) {
  const { nameLabel, columns, rows, first, mark, testId } = props;
  const language = useLanguage();
  const percent = usePercentText('column');
  const [sorting, setSorting] = useState<Sorting<Id | 'name'>>({ column: first, isDescending: false });
  const sorted = useMemo(
    () => sortBy(rows, sorting, (row, column) => (column === 'name' ? row.name : row[column])),
    [rows, sorting],
  );
  const virtual = useVirtualRows({
    count: sorted.length,
    estimate: ROW_HEIGHT,
    keyOf: (at) => String(sorted[at]?.index ?? at),
  });
  const text = (value: number) => (Number.isFinite(value) ? percent(value) : '–');
  return (
    <div ref={virtual.box} className={results.scroll}>
      <table className={styles.table} data-testid={testId} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <SortHeader column="name" label={nameLabel} sorting={sorting} onSort={setSorting} align="start" />
            {columns.map(({ id, label }) => (
              <SortHeader key={id} column={id} label={label} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index: at, key }) => {
            const row = sorted[at];
            return row === undefined ? null : (
              <tr key={key} ref={virtual.measure} data-index={at} aria-rowindex={at + 2}>
                <th scope="row">
                  {mark?.(row.index)}
                  {row.name}
                </th>
                {columns.map(({ id, isCount }) =>
                  isCount === true ? (
                    <td key={id}>{formatCount(row[id], language)}</td>
                  ) : (
                    <ShareCell key={id} value={row[id]} text={text(row[id])} />
                  ),
                )}
              </tr>
            );
          })}
        </VirtualRowGroup>
      </table>
    </div>
  );
}

function ShareCell({ value, text }: { readonly value: number; readonly text: string }) {
  const width = Number.isFinite(value) ? `${Math.round(value * 100)}%` : '0%';
  return (
    <td className={styles.share}>
      <span className={styles.bar} style={{ width }} aria-hidden="true" />
      <span className={styles.text}>{text}</span>
    </td>
  );
}
