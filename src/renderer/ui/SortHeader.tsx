import { ArrowDown, ArrowUp } from 'lucide-react';
import styles from './SortHeader.module.css';

export interface Sorting<Column extends string> {
  readonly column: Column;
  readonly isDescending: boolean;
}

export interface SortHeaderProps<Column extends string> {
  readonly column: Column;
  readonly label: string;
  readonly sorting: Sorting<Column>;
  readonly onSort: (sorting: Sorting<Column>) => void;
  readonly align?: 'start' | 'end';
}

/** A column's head that sorts the table; a second press turns the order round. */
export function SortHeader<Column extends string>(props: SortHeaderProps<Column>) {
  const { column, label, sorting, onSort, align = 'end' } = props;
  const isSorted = sorting.column === column;
  const order = !isSorted ? 'none' : sorting.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={styles.head} aria-sort={order} data-align={align}>
      <button
        type="button"
        className={styles.button}
        onClick={() => onSort({ column, isDescending: isSorted ? !sorting.isDescending : true })}
      >
        {label}
        {isSorted ? (
          sorting.isDescending ? (
            <ArrowDown aria-hidden="true" />
          ) : (
            <ArrowUp aria-hidden="true" />
          )
        ) : null}
      </button>
    </th>
  );
}

type Sortable = string | number | boolean | null | undefined;

/** Rows in the order of the sorting; what has no value comes last either way. */
export function sortBy<Row, Column extends string>(
  rows: readonly Row[],
  { column, isDescending }: Sorting<Column>,
  read: (row: Row, column: Column) => Sortable,
): Row[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [read(a, column), read(b, column)];
    const isLeftMissing = isMissing(left);
    const isRightMissing = isMissing(right);
    if (isLeftMissing || isRightMissing) return Number(isLeftMissing) - Number(isRightMissing);
    const order = compare(left, right);
    return isDescending ? -order : order;
  });
}

function isMissing(value: Sortable): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

function compare(a: Sortable, b: Sortable): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  return Number(a) - Number(b);
}
