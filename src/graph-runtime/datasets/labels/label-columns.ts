import { z } from 'zod';
import { classLabel } from './class-label';
import { bytesOf, isList, type LabelKind, type PreparedTarget, type SourceTarget } from './label-kind';
import { numberRow } from './number-row';

/** The name of a column, by which an output chooses it. */
const columnNameSchema = z.string().min(1).max(1_000);
const columnSchema = z.object({
  name: columnNameSchema,
  target: z.union([classLabel.schema, numberRow.schema]),
});
const schema = z
  .object({ kind: z.literal('columns'), columns: z.array(columnSchema).min(2).max(1_000) })
  .refine(
    ({ columns }) => new Set(columns.map(({ name }) => name)).size === columns.length,
    'columns of labels must have different names',
  )
  .refine(
    ({ columns }) => columns.every(({ target }) => target.kind === 'class' || target.names.length === 1),
    'a column of labels has one number',
  );

type LabelColumns = z.infer<typeof schema>;
type ClassColumn = z.infer<typeof classLabel.schema>;
type NumberColumn = Pick<z.infer<typeof numberRow.schema>, 'kind' | 'names'>;

/** Columns before the examples are known. */
export interface PlannedColumns {
  readonly kind: 'columns';
  readonly columns: readonly { readonly name: string; readonly target: ClassColumn | NumberColumn }[];
}

/** Several labels of each example, each with its name and kind: float32 `[count, columns]`, indices of classes and standardized numbers. */
export const labelColumns = {
  id: 'columns',
  schema,
  size: ({ columns }) => columns.length,
  words: (size) => ({ en: `${size} labels`, 'zh-Hant': `${size} 個標籤` }),
  storage: ({ columns }) => ({ dtype: 'float32', shape: [columns.length] }),
  plan: ({ columns = [] }) => ({
    target: {
      kind: 'columns',
      columns: columns.map(({ name, classNames }) => ({
        name,
        target:
          classNames === null
            ? { kind: 'numbers', names: [name] }
            : { kind: 'class', classNames: [...classNames] },
      })),
    },
    targetOf: indexer(columns.map(({ classNames }) => classNames)),
  }),
  classesOf: (source) =>
    source.type === 'columns'
      ? source.values.flatMap((value) => (typeof value === 'string' ? [value] : [])).slice(0, 1)
      : [],
  textOf: (source) => (source.type === 'columns' ? source.values.join(', ') : ''),
  isStoredAsIs: ({ columns }, column) => columns[column]?.target.kind === 'class',
  standardized: ({ columns }, { mean, deviation }) => ({
    kind: 'columns',
    columns: columns.map(({ name, target }, at) => ({
      name,
      target:
        target.kind === 'class'
          ? target
          : {
              ...target,
              mean: mean.slice(at, at + 1),
              deviation: deviation.slice(at, at + 1),
            },
    })),
  }),
  encode: (target) => (isList(target) ? bytesOf(Float32Array.from(target)) : null),
  flawOf(labels, { columns }) {
    for (let at = 0; at < labels.length; at += 1) {
      const { target } = columns[at % columns.length] ?? {};
      const value = labels[at] ?? 0;
      if (target?.kind !== 'class') {
        if (!Number.isFinite(value)) return 'it has values that are not numbers';
      } else if (!Number.isInteger(value) || value < 0 || value >= classLabel.size(target)) {
        return `it has labels beyond the ${classLabel.size(target)} classes`;
      }
    }
    return null;
  },
} as const satisfies LabelKind<LabelColumns, PlannedColumns>;

/** Indices of classes by their names, numbers as they are. */
function indexer(
  classNames: readonly (readonly string[] | null)[],
): (source: SourceTarget) => PreparedTarget | undefined {
  const indices = classNames.map((names) => names && new Map(names.map((name, index) => [name, index])));
  return (source) => {
    if (source.type !== 'columns' || source.values.length !== indices.length) return undefined;
    const values = source.values.map((value, at) => {
      const classes = indices[at] ?? null;
      if (typeof value === 'number') return classes === null ? value : undefined;
      return classes?.get(value);
    });
    return values.every((value): value is number => value !== undefined) ? values : undefined;
  };
}
