import { type ColumnFacts, textOf } from './columns';
import type { SourceTable } from './table-types';

/* Several labels in one cell: `red, blue`. */

/** What divides several labels in one cell. */
const SEPARATORS = ['|', ';', ','] as const;
/** Share of the rows with a separator for it to be one. */
const SEPARATED_SHARE = 0.05;

/** What separates the labels in the cells of a column, or null. */
export function separatorOf(table: SourceTable, { index, name }: ColumnFacts): string | null {
  const cells = table.rows.map((row) => textOf(row.cells[index]));
  const isPlural = /(labels|tags|classes|attributes|categories|標籤)$/i.test(name);
  for (const separator of isPlural ? [...SEPARATORS, ' '] : SEPARATORS) {
    const separated = cells.filter((cell) => cell.includes(separator)).length;
    if (separated >= SEPARATED_SHARE * cells.length && separated > 0) return separator;
  }
  return null;
}

/** The labels of a cell. */
export function labelsOf(cell: string | readonly string[], separator: string | null): string[] {
  const labels = typeof cell === 'string' ? (separator === null ? [cell] : cell.split(separator)) : cell;
  return [...new Set(labels.map((label) => label.trim().normalize('NFC')).filter((label) => label !== ''))];
}
