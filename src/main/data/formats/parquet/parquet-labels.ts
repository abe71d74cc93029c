import type { SourceProblem } from '../../../../contract/data-problems';
import { oncePer } from '../../../../graph-runtime/collections/once-per';
import type { SourceColumn } from '../../../../graph-runtime/datasets/labels/label-kind';
import type { FormatAnswers, FormatOutline, FormatQuestion, SourceTarget } from '../data-format';
import { type ColumnFacts, columnFacts } from '../text-tables/columns';
import {
  countedClasses,
  furtherLabels,
  furtherQuestions,
  type LabelColumn,
  labelNamesOf,
  sourceColumns,
  targetOfColumns,
} from '../text-tables/further-labels';
import { missingNumber, numberQuestions, numbersBeside } from '../text-tables/numbers-beside';
import type { Cell, SourceTable, TableRow } from '../text-tables/table-types';
import type { ParquetColumn, ParquetFile } from './parquet-file';
import { chosenLabel, kindOf, labelQuestion, nameOf, type ParquetFiles } from './parquet-source';

/* Several labels and numbers beside the images of Parquet files: their columns are a table, of which lists ask the same. */

/** The columns that may be labels, of all rows of a file; or of its first rows. */
async function tableOf(
  file: ParquetFile,
  columns: readonly ParquetColumn[],
  groups = file.groups.length,
): Promise<SourceTable> {
  const names = columns.map(({ name }) => name);
  const rows: TableRow[] = [];
  for (const [index, { start }] of file.groups.slice(0, groups).entries())
    for (const [at, row] of (await file.readGroup(index, names)).entries())
      rows.push({ row: start + at, cells: columns.map((column) => cellOf(row[column.name], column)) });
  const plain = { hasHeader: true, delimiter: null, hasDecimalComma: false, problems: [] };
  return { ...plain, path: file.path, columns: names, rows };
}

function cellOf(value: unknown, column: ParquetColumn): Cell {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => nameOf(item, column) ?? []);
  return typeof value === 'boolean' ? String(Number(value)) : (nameOf(value, column) ?? '');
}

/** The head of the first file, by which it is asked. */
const headOf = oncePer(async ({ files, labels }: ParquetFiles): Promise<SourceTable | null> => {
  const [first] = files;
  return first === undefined ? null : tableOf(first, labels, 1);
});

const tablesOf = oncePer(async ({ files, labels }: ParquetFiles): Promise<readonly SourceTable[]> => {
  const tables: SourceTable[] = [];
  for (const file of files) tables.push(await tableOf(file, labels));
  return tables;
});

interface Roles {
  readonly columns: readonly ColumnFacts[];
  /** The first, further ones, and the numbers beside the images. */
  readonly labels: readonly [LabelColumn, ...LabelColumn[]];
}

/** Null without a label. */
function rolesOf(source: ParquetFiles, table: SourceTable, answers: FormatAnswers): Roles | null {
  const label = chosenLabel(source, answers);
  const kind = kindOf(label);
  const columns = columnFacts(table);
  const own = columns.find(({ name }) => name === label?.name);
  if (own === undefined || kind === 'none') return null;
  const first: LabelColumn = { name: own.name, columns: [own], kind, kinds: [kind], separator: null };
  const others = columns.filter((column) => column !== own);
  // As in lists, further labels come after one class or one number.
  const further = kind === 'classes' ? [] : furtherLabels(table, others, answers, own.name);
  const numbers = numbersBeside({ columns, labels: [first, ...further] }, answers);
  return { columns, labels: [first, ...further, ...(numbers === null ? [] : [numbers])] };
}

/** Which column is the label, which ones are labels, too, and which numbers a network may take beside the images. */
export async function labelQuestions(
  source: ParquetFiles,
  answers: FormatAnswers,
): Promise<readonly FormatQuestion[]> {
  const asked = labelQuestion(source);
  const table = source.labels.length < 2 ? null : await headOf(source);
  const roles = table && rolesOf(source, table, answers);
  if (roles === null) return asked;
  const [first, ...further] = roles.labels.filter(({ kind }) => kind !== 'features');
  if (first === undefined) return asked;
  const others = roles.columns.filter((column) => !first.columns.includes(column));
  const title = { en: 'Numbers beside the image', 'zh-Hant': '影像之外的數值' };
  return [
    ...asked,
    ...(first.kind === 'classes' ? [] : furtherQuestions(others, further, first.name)),
    ...numberQuestions({ columns: roles.columns, labels: [first, ...further] }, answers, title),
  ];
}

export interface SeveralLabels {
  readonly targets: ReadonlyMap<ParquetFile, readonly (SourceTarget | null)[]>;
  readonly outline: FormatOutline;
}

/** The labels of all rows, where there are several or numbers beside the images; null where there is one, or none. */
export async function severalLabels(
  source: ParquetFiles,
  answers: FormatAnswers,
): Promise<SeveralLabels | null> {
  const isAsked = Object.entries(answers).some(
    ([id, value]) => /^(label|number)\d+$/.test(id) && value !== '',
  );
  if (!isAsked) return null;
  const tables = await tablesOf(source);
  const [first] = tables;
  const all = first && { ...first, rows: tables.flatMap(({ rows }) => rows) };
  const roles = all === undefined ? null : rolesOf(source, all, answers);
  if (roles === null || roles.labels.length < 2) return null;
  const { labels } = roles;
  const targets = new Map<ParquetFile, readonly (SourceTarget | null)[]>();
  const problems: SourceProblem[] = [...source.problems];
  for (const [at, file] of source.files.entries()) {
    const rows = tables[at]?.rows ?? [];
    const found = rows.map((row) => targetOfColumns(row, labels, { hasDecimalComma: false }));
    targets.set(file, found);
    for (const [row, target] of found.entries())
      if (target === null) problems.push(problemOf(file, row, rows[row], labels));
  }
  const known = [...targets.values()].flat().filter((target) => target !== null);
  const columns = sourceColumns(labels, known).map((column, at) => named(column, labels[at], source));
  return {
    targets,
    outline: {
      ...{
        target: 'columns',
        columns,
        classNames: countedClasses(columns),
        targetNames: labelNamesOf(labels),
      },
      ...{ featureNames: [], featureKinds: [], exampleCount: known.length, problems },
    },
  };
}

/** With the classes in the order that the files have them in, where they name them. */
function named(column: SourceColumn, label: LabelColumn | undefined, { labels }: ParquetFiles): SourceColumn {
  const [only, ...more] = label?.columns ?? [];
  const names = labels.find(({ name }) => name === only?.name)?.classNames ?? null;
  const areClasses = column.kind === 'class' || column.kind === 'classes';
  return areClasses && more.length === 0 && names !== null ? { ...column, names: [...names] } : column;
}

function problemOf(
  { path }: ParquetFile,
  row: number,
  cells: TableRow | undefined,
  labels: readonly LabelColumn[],
): SourceProblem {
  const missing = cells === undefined ? null : missingNumber(cells, labels, false);
  return missing === null
    ? { reason: 'bad-label', path, row }
    : { reason: 'bad-value', path, row, detail: missing };
}
