import type { TargetKind } from '../../../../contract/data-survey';
import { classesOfSource } from '../../../../graph-runtime/datasets/target-description';
import { sortClassNames } from '../class-folders/class-names';
import type { SourceTarget } from '../data-format';
import { labelsOf } from '../text-tables/cell-labels';
import { type ColumnFacts, textOf } from '../text-tables/columns';
import { countedClasses, labelNamesOf, sourceColumns, targetOfColumns } from '../text-tables/further-labels';
import { numberOf } from '../text-tables/numbers';
import type { SourceTable, TableRow } from '../text-tables/table-types';
import type { FileIndex } from './file-index';
import type { LabelRole } from './list-roles';

/** The target of a row; null when it has no usable label. */
export function targetOfRow(
  row: TableRow,
  label: LabelRole,
  { hasDecimalComma }: SourceTable,
  files: FileIndex,
): SourceTarget | null {
  const { cells } = row;
  if (label.type === 'none') return { type: 'none' };
  const fileOf = (value: string) => files.find(value);
  if (label.type === 'several') return targetOfColumns(row, label.labels, { hasDecimalComma, fileOf });
  if (label.type === 'mask' || label.type === 'image') {
    const path = fileOf(textOf(cells[label.column.index]));
    return path === null ? null : { type: label.type, path };
  }
  const cellsOf = label.type === 'column' ? [label.column] : label.columns;
  const numbers = cellsOf.map(({ index }) => numberOf(textOf(cells[index]), hasDecimalComma));
  if (label.kind === 'numbers') {
    return numbers.every(Number.isFinite) ? { type: 'numbers', values: numbers } : null;
  }
  if (label.type === 'columns') {
    const names = label.columns.filter((_, index) => numbers[index] === 1).map(({ name }) => name);
    if (numbers.some((value) => value !== 0 && value !== 1)) return null;
    if (label.kind === 'classes') return { type: 'classes', names };
    return names.length === 1 ? { type: 'class', name: names[0] ?? '' } : null;
  }
  const cell = cells[label.column.index] ?? '';
  // No labels at all are a label, where there may be several.
  if (label.kind === 'classes') return { type: 'classes', names: labelsOf(cell, label.separator) };
  const name = textOf(cell).trim().normalize('NFC');
  return name === '' ? null : { type: 'class', name };
}

/** The columns that name masks or second images. */
export function fileColumns(
  label: LabelRole,
): readonly { readonly column: ColumnFacts; readonly kind: 'mask' | 'image' }[] {
  if (label.type === 'mask' || label.type === 'image') return [{ column: label.column, kind: label.type }];
  const labels = label.type === 'several' ? label.labels : [];
  return labels.flatMap(({ kind, columns }) =>
    kind === 'mask' || kind === 'image' ? columns.map((column) => ({ column, kind })) : [],
  );
}

export function targetKindOf(label: LabelRole): TargetKind {
  if (label.type === 'several') return 'columns';
  return label.type === 'none' ? 'none' : label.kind;
}

/** The classes: of the columns where each is one, else what the labels are. */
export function classNamesOf(label: LabelRole, targets: readonly SourceTarget[]): readonly string[] {
  if (label.type === 'several') return countedClasses(sourceColumns(label.labels, targets));
  if (isWithoutNames(label) || label.kind === 'numbers') return [];
  if (label.type === 'columns') return label.columns.map(({ name }) => name);
  return sortClassNames(targets.flatMap(classesOfSource));
}

export function targetNamesOf(label: LabelRole): string[] {
  if (label.type === 'several') return labelNamesOf(label.labels);
  if (isWithoutNames(label) || label.kind !== 'numbers') return [];
  return (label.type === 'column' ? [label.column] : label.columns).map(({ name }) => name);
}

type Unnamed = Extract<LabelRole, { readonly type: 'none' | 'mask' | 'image' }>;

/** Whether what is learned has no names in the list. */
function isWithoutNames(label: LabelRole): label is Unnamed {
  return label.type === 'none' || label.type === 'mask' || label.type === 'image';
}
