import { byCodeUnits } from '../../file-tree/walk-folder';
import { type ColumnFacts, textOf } from '../text-tables/columns';
import { isMissing } from '../text-tables/numbers';
import type { SourceTable } from '../text-tables/table-types';

/** One number of an example. */
export interface Feature {
  readonly name: string;
  readonly column: ColumnFacts;
  /** 1 where the cell is this, else 0; null: the cell is the number. */
  readonly category: string | null;
}

/** Texts with more different values are no categories. */
const MOST_CATEGORIES = 50;
/** A column with more gaps costs too many rows. */
const MOST_MISSING_SHARE = 0.2;

/** Numbers as they are, texts of few different values as a feature for each; what is neither is left out. */
export function chooseFeatures(
  table: SourceTable,
  columns: readonly ColumnFacts[],
): { readonly features: readonly Feature[]; readonly leftOut: readonly ColumnFacts[] } {
  const features: Feature[] = [];
  const leftOut: ColumnFacts[] = [];
  for (const column of columns) {
    const found = isRowNumber(table, column) || isGappy(table, column) ? [] : featuresOf(table, column);
    if (found.length === 0) leftOut.push(column);
    features.push(...found);
  }
  return { features, leftOut };
}

function featuresOf({ rows }: SourceTable, column: ColumnFacts): readonly Feature[] {
  if (column.areNumbers) return [{ name: column.name, column, category: null }];
  if (column.areLists || column.filled === 0) return [];
  const values = [...new Set(rows.map(({ cells }) => textOf(cells[column.index]).trim()))].sort(byCodeUnits);
  if (values.length > MOST_CATEGORIES || values.length > rows.length / 2) return [];
  return values.map((category) => ({ name: `${column.name} = ${category}`, column, category }));
}

/** Numbers that are missing in many rows; texts have a category of their gaps. */
function isGappy({ rows }: SourceTable, { areNumbers, filled }: ColumnFacts): boolean {
  return areNumbers && rows.length - filled > MOST_MISSING_SHARE * rows.length;
}

/** Numbers that count the rows: what pandas writes in front, ids. */
function isRowNumber(
  { rows }: SourceTable,
  { name, index, areWhole, distinct, filled }: ColumnFacts,
): boolean {
  if (!areWhole || filled < rows.length || distinct.size < Math.min(rows.length, 1_000)) return false;
  const isNamedSo = /^(|#\d+|unnamed.*|index|row|id|.*[_\s]id|.*Id|no\.?|編號)$/.test(name);
  const values = rows.map(({ cells }) => textOf(cells[index])).filter((cell) => !isMissing(cell));
  return isNamedSo && values.every((cell, at) => at === 0 || Number(cell) > Number(values[at - 1]));
}
