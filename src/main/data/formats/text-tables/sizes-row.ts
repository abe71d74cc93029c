import type { TextRow } from './delimited';
import { isNumber } from './numbers';

/** A first row with the size of the table: `150,4,setosa,versicolor,virginica`, as scikit-learn's own files have it. */
export interface SizesRow {
  readonly row: number;
  /** Names of the classes that the last column has the numbers of; empty where a header follows. */
  readonly classNames: readonly string[];
  /** What the columns are called; null where a header follows. */
  readonly columns: readonly string[] | null;
}

/** As scikit-learn calls the last column. */
const TARGET = 'target';

/** Null where the first of the rows is a header or an example, as it nearly always is. */
export function readSizesRow(rows: Iterable<TextRow>): SizesRow | null {
  const [first, second] = firstTwo(rows);
  if (first === undefined || second === undefined) return null;
  const [count = '', features = '', ...rest] = first.cells;
  const isSize = (cell: string) => /^[1-9]\d*$/.test(cell);
  if (!isSize(count) || !isSize(features) || second.cells.length !== Number(features) + 1) return null;
  const classNames = rest.filter((cell) => cell !== '');
  if (classNames.length === 0) {
    // Boston's house prices: as many cells as the others have, and the names of the columns come next.
    const isHeader = rest.length > 0 && second.cells.every((cell) => cell !== '' && !isNumber(cell, true));
    return isHeader ? { row: first.row, classNames, columns: null } : null;
  }
  if (classNames.length < 2 || new Set(classNames).size < classNames.length) return null;
  const last = second.cells[second.cells.length - 1] ?? '';
  if (!/^\d+$/.test(last) || Number(last) >= classNames.length) return null;
  const columns = second.cells.map((_, index) => (index === Number(features) ? TARGET : `#${index + 1}`));
  return { row: first.row, classNames, columns };
}

function firstTwo(rows: Iterable<TextRow>): readonly TextRow[] {
  const found: TextRow[] = [];
  for (const row of rows) {
    found.push(row);
    if (found.length === 2) break;
  }
  return found;
}
