import { separatorOf } from '../text-tables/cell-labels';
import type { ColumnFacts } from '../text-tables/columns';
import type { SourceTable } from '../text-tables/table-types';

export type LabelKind = 'class' | 'classes' | 'numbers';

/** Whole numbers of more different values count or measure something. */
const MOST_NUMBERED_CLASSES = 100;

/** Whether a column holds one class, several, or a number. */
export function guessLabelKind(table: SourceTable, column: ColumnFacts): LabelKind {
  if (column.areLists) return 'classes';
  if (column.areNumbers) {
    const areMany = column.distinct.size > MOST_NUMBERED_CLASSES;
    const isMeasure = /score|value|age|price|count|angle|weight|height|width|分數|年齡/i.test(column.name);
    return column.areWhole && !areMany && !isMeasure ? 'class' : 'numbers';
  }
  return separatorOf(table, column) === null ? 'class' : 'classes';
}
