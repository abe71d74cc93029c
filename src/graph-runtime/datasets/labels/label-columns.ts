import { z } from 'zod';
import { classLabel } from './class-label';
import { classSet } from './class-set';
import {
  bytesOf,
  isList,
  type LabelKind,
  type PreparedTarget,
  type SourceColumn,
  type SourceTarget,
  type SourceValue,
} from './label-kind';
import { numberRow } from './number-row';
import { exampleNumbers } from './standardized-numbers';

/** The name of a column, by which an output chooses it. */
const columnNameSchema = z.string().min(1).max(1_000);
const columnSchema = z.object({
  name: columnNameSchema,
  target: z.union([classLabel.schema, classSet.schema, numberRow.schema, exampleNumbers.schema]),
});
const schema = z
  .object({ kind: z.literal('columns'), columns: z.array(columnSchema).min(2).max(1_000) })
  .refine(
    ({ columns }) => new Set(columns.map(({ name }) => name)).size === columns.length,
    'columns of labels must have different names',
  )
  .refine(({ columns }) => columns.some(isLabel), 'one column at least must be a label')
  .refine(
    ({ columns }) => columns.filter((column) => !isLabel(column)).length <= 1,
    'numbers beside the example must be one column',
  );

type LabelColumns = z.infer<typeof schema>;
type ClassColumn = z.infer<typeof classLabel.schema> | z.infer<typeof classSet.schema>;
type NumberColumn = Pick<z.infer<typeof numberRow.schema>, 'kind' | 'names'>;
/** Numbers beside the example, which are no label. */
type FeatureColumn = Pick<z.infer<typeof exampleNumbers.schema>, 'kind' | 'names'>;
type ColumnTarget = ClassColumn | NumberColumn | FeatureColumn;

/** Columns before the examples are known. */
export interface PlannedColumns {
  readonly kind: 'columns';
  readonly columns: readonly { readonly name: string; readonly target: ColumnTarget }[];
}

/**
 * Several labels of each example, each with its name and kind: float32 `[count, values]`, one after the other: the index of one class, 0 or 1
 * for each of several classes, standardized numbers. One of the columns may be no label, but numbers that a network takes beside the example.
 */
export const labelColumns = {
  id: 'columns',
  schema,
  size: ({ columns }) => columns.filter(isLabel).length,
  words: (size) => ({ en: size === '1' ? '1 label' : `${size} labels`, 'zh-Hant': `${size} 個標籤` }),
  storage: (target) => ({ dtype: 'float32', shape: [rowTargets(target).length] }),
  plan: ({ columns = [] }) => ({
    target: { kind: 'columns', columns: columns.map(plannedColumn) },
    targetOf: rowMaker(columns.map(columnMaker)),
  }),
  classesOf: (source) =>
    source.type === 'columns'
      ? source.values.flatMap((value) => (typeof value === 'string' ? [value] : [])).slice(0, 1)
      : [],
  textOf: (source) => (source.type === 'columns' ? source.values.flat().join(', ') : ''),
  isStoredAsIs: (target, column) => {
    const of = rowTargets(target)[column];
    return of !== undefined && 'classNames' in of;
  },
  standardized(planned, { mean, deviation }) {
    let first = 0;
    const columns = planned.columns.map(({ name, target }) => {
      const [start, end] = [first, first + valueCount(target)];
      first = end;
      if ('classNames' in target) return { name, target };
      const statistics = { mean: mean.slice(start, end), deviation: deviation.slice(start, end) };
      return { name, target: { ...target, ...statistics } };
    });
    return { kind: 'columns', columns };
  },
  encode: (target) => (isList(target) ? bytesOf(Float32Array.from(target)) : null),
  flawOf(labels, target) {
    const targets = rowTargets(target);
    for (let at = 0; at < labels.length; at += 1) {
      const of = targets[at % targets.length];
      const flaw = of === undefined ? null : flawOfValue(labels[at] ?? 0, of);
      if (flaw !== null) return flaw;
    }
    return null;
  },
} as const satisfies LabelKind<LabelColumns, PlannedColumns>;

/** Values that a label takes in the row of an example. */
export function valueCount(target: ColumnTarget): number {
  if (target.kind === 'class') return 1;
  return target.kind === 'classes' ? classSet.size(target) : target.names.length;
}

/** Whether a column is a label: what networks may be trained for. */
export function isLabel<T extends { readonly kind: string }>(column: {
  readonly target: T;
}): column is { readonly target: Exclude<T, { readonly kind: 'features' }> } {
  return column.target.kind !== 'features';
}

/** The label that each value of a row belongs to. */
function rowTargets({ columns }: PlannedColumns): readonly ColumnTarget[] {
  return columns.flatMap(({ target }) => Array<ColumnTarget>(valueCount(target)).fill(target));
}

function flawOfValue(value: number, target: ColumnTarget): string | null {
  if (!('classNames' in target)) return Number.isFinite(value) ? null : 'it has values that are not numbers';
  if (target.kind === 'classes')
    return value === 0 || value === 1 ? null : 'it has values other than 0 and 1';
  const classes = classLabel.size(target);
  return Number.isInteger(value) && value >= 0 && value < classes
    ? null
    : `it has labels beyond the ${classes} classes`;
}

function plannedColumn({ name, kind, names }: SourceColumn): PlannedColumns['columns'][number] {
  const target =
    kind === 'class' || kind === 'classes' ? { kind, classNames: [...names] } : { kind, names: [...names] };
  return { name, target };
}

/** The stored values of what a source says of one label; undefined where it is of another kind, or of no class that there is. */
type ColumnMaker = (value: SourceValue) => readonly number[] | undefined;

function columnMaker({ kind, names }: SourceColumn): ColumnMaker {
  if (kind === 'numbers' || kind === 'features') {
    return (value) => {
      const numbers = typeof value === 'number' ? [value] : value;
      return areNumbers(numbers) && numbers.length === names.length ? numbers : undefined;
    };
  }
  const indices = new Map(names.map((name, index) => [name, index]));
  if (kind === 'class') {
    return (value) => {
      const index = typeof value === 'string' ? indices.get(value) : undefined;
      return index === undefined ? undefined : [index];
    };
  }
  return (value) => {
    if (!areNames(value) || !value.every((name) => indices.has(name))) return undefined;
    const chosen = new Set(value);
    return names.map((name) => Number(chosen.has(name)));
  };
}

function areNumbers(value: SourceValue): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function areNames(value: SourceValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The values of all labels of an example, one after the other. */
function rowMaker(makers: readonly ColumnMaker[]): (source: SourceTarget) => PreparedTarget | undefined {
  return (source) => {
    if (source.type !== 'columns' || source.values.length !== makers.length) return undefined;
    const row: number[] = [];
    for (const [at, value] of source.values.entries()) {
      const values = makers[at]?.(value);
      if (values === undefined) return undefined;
      row.push(...values);
    }
    return row;
  };
}
