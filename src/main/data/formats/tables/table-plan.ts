import { classesOfSource } from '../../../../graph-runtime/datasets/target-description';
import type { SourceProblem } from '../../../../contract/data-problems';
import type { SplitName } from '../../../../contract/data-survey';
import { oncePer } from '../../../../graph-runtime/collections/once-per';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError, sourceProblem } from '../../file-tree/source-problem-error';
import { sortClassNames } from '../class-folders/class-names';
import type { FormatOutline, SourceTarget } from '../data-format';
import { splitOfPath } from '../image-folder';
import { baseName } from '../image-names';
import { isSplitColumn } from '../list/list-roles';
import { oncePerAnswers } from '../once-per-answers';
import { orProblem } from '../packed-files';
import { splitInName } from '../split-names';
import { type ColumnFacts, columnFacts, textOf } from '../text-tables/columns';
import { countedClasses, labelNamesOf, sourceColumns, targetOfColumns } from '../text-tables/further-labels';
import { missingNumber } from '../text-tables/numbers-beside';
import { numberOf } from '../text-tables/numbers';
import { readTable, readTableHead, tableKind } from '../text-tables/source-table';
import type { SourceTable, TableRow } from '../text-tables/table-types';
import { chooseFeatures, type Feature } from './features';
import { isParquet, readParquetTable } from './parquet-table';
import { chooseTarget, type TargetChoice } from './table-target';

export interface TableExample {
  readonly key: string;
  readonly split: SplitName | null;
  readonly values: Float32Array;
  readonly target: SourceTarget;
}

export interface TablePlan {
  readonly facts: readonly ColumnFacts[];
  readonly choice: TargetChoice;
  readonly outline: FormatOutline;
  readonly examples: readonly TableExample[];
}

/** Tables that are looked at. */
const MOST_TABLES = 20;

/** The tables of the tree with the same columns as the largest one: `train.csv` and `test.csv`. */
export const tablePaths = oncePer(async (tree: FileTree): Promise<readonly string[]> => {
  const groups = new Map<string, { paths: string[]; bytes: number }>();
  const candidates = tree.files.filter(({ path }) => isTable(path)).slice(0, MOST_TABLES);
  for (const { path, size } of candidates) {
    const head = await headOf(tree, path);
    if (head === null || head.columns.length < 2 || head.rows.length === 0) continue;
    if (!columnFacts(head).some(({ areNumbers }) => areNumbers)) continue;
    const key = JSON.stringify(head.columns);
    const group = groups.get(key) ?? { paths: [], bytes: 0 };
    groups.set(key, { paths: [...group.paths, path], bytes: group.bytes + size });
  }
  const [largest] = [...groups.values()].sort((left, right) => right.bytes - left.bytes);
  return largest?.paths ?? [];
});

const tablesOf = oncePer(async (tree: FileTree): Promise<readonly SourceTable[]> => {
  const tables: SourceTable[] = [];
  for (const path of await tablePaths(tree)) {
    const table = isParquet(path) ? await readParquetTable(tree, path) : await readTable(tree, path);
    if (table !== null) tables.push(table);
  }
  return tables;
});

function isTable(path: string): boolean {
  return isParquet(path) || tableKind(path) !== null;
}

/** The first rows; null when it is no table. */
async function headOf(tree: FileTree, path: string): Promise<SourceTable | null> {
  if (!isParquet(path)) return readTableHead(tree, path);
  const head = await orProblem(() => readParquetTable(tree, path, 1));
  return head instanceof SourceProblemError ? null : head;
}

/** Every row an example or a problem. */
export const planTable = oncePerAnswers(async (tree, answers): Promise<TablePlan> => {
  const tables = await tablesOf(tree);
  const [first] = tables;
  if (first === undefined) throw sourceProblem('unsupported-array', tree.source);
  const joined = { ...first, rows: tables.flatMap(({ rows }) => rows) };
  const facts = columnFacts(joined);
  const choice = chooseTarget(joined, facts, answers);
  const isLabel = (column: ColumnFacts) =>
    column === choice.column || choice.labels.some((label) => label.columns.includes(column));
  const split = facts.find((column) => !isLabel(column) && isSplitColumn(column)) ?? null;
  const { features, leftOut } = chooseFeatures(
    joined,
    facts.filter((column) => !isLabel(column) && column !== split),
  );
  const reader = new TableReader(choice, split, features);
  for (const table of tables) reader.read(table);
  const outline: FormatOutline = {
    ...labelsOf(choice, reader.examples),
    featureNames: features.map(({ name }) => name),
    featureKinds: features.map((feature) => (feature.category === null ? 'number' : 'one-hot')),
    exampleCount: reader.examples.length,
    problems: [
      ...tables.flatMap(({ problems }) => problems),
      ...leftOut.map(
        ({ name }): SourceProblem => ({ reason: 'column-left-out', path: first.path, detail: name }),
      ),
      ...reader.problems,
      ...unusedFiles(tree, tables),
    ],
  };
  return { facts, choice, outline, examples: reader.examples };
});

/** What the rows are to be taken for. */
function labelsOf(
  { column, kind, labels }: TargetChoice,
  examples: readonly TableExample[],
): Pick<FormatOutline, 'target' | 'classNames' | 'targetNames' | 'columns'> {
  const targets = examples.map(({ target }) => target);
  if (labels.length > 0) {
    const columns = sourceColumns(labels, targets);
    const [classNames, targetNames] = [countedClasses(columns), labelNamesOf(columns)];
    return { target: 'columns', classNames, targetNames, columns };
  }
  return {
    target: kind,
    classNames: sortClassNames(targets.flatMap(classesOfSource)),
    targetNames: kind === 'numbers' && column !== null ? [column.name] : [],
  };
}

function unusedFiles(tree: FileTree, tables: readonly SourceTable[]): SourceProblem[] {
  const used = new Set(tables.map(({ path }) => path));
  return tree.files
    .filter(({ path }) => !used.has(path))
    .map(({ path }) => ({ reason: 'not-an-example', path }));
}

class TableReader {
  readonly examples: TableExample[] = [];
  readonly problems: SourceProblem[] = [];

  constructor(
    private readonly choice: TargetChoice,
    private readonly split: ColumnFacts | null,
    private readonly features: readonly Feature[],
  ) {}

  read(table: SourceTable): void {
    const ofTable = splitInName(baseName(table.path)) ?? splitOfPath(table.path);
    for (const row of table.rows) {
      const target = this.#targetOf(row, table);
      const missing = missingNumber(row, this.choice.labels, table.hasDecimalComma);
      const values = missing ?? this.#valuesOf(row, table);
      if (target === null || typeof values === 'string') {
        const detail = typeof values === 'string' ? { detail: values } : {};
        const isBadValue = target !== null || missing !== null;
        const reason = isBadValue ? 'bad-value' : 'bad-label';
        this.problems.push({ reason, path: table.path, row: row.row, ...(isBadValue && detail) });
        continue;
      }
      const named = this.split === null ? null : splitInName(textOf(row.cells[this.split.index]));
      this.examples.push({ key: `${table.path}#${row.row}`, split: named ?? ofTable, values, target });
    }
  }

  #targetOf({ cells, row }: TableRow, { hasDecimalComma }: SourceTable): SourceTarget | null {
    const { column, kind, labels } = this.choice;
    if (labels.length > 0) return targetOfColumns({ cells, row }, labels, { hasDecimalComma });
    if (column === null) return { type: 'none' };
    const text = textOf(cells[column.index]).trim();
    if (kind !== 'numbers') return text === '' ? null : { type: 'class', name: text.normalize('NFC') };
    const value = numberOf(text, hasDecimalComma);
    return Number.isFinite(value) ? { type: 'numbers', values: [value] } : null;
  }

  /** The features of a row, or the name of the first that is no number. */
  #valuesOf({ cells }: TableRow, { hasDecimalComma }: SourceTable): Float32Array | string {
    const values = new Float32Array(this.features.length);
    for (const [index, { column, category, name }] of this.features.entries()) {
      const text = textOf(cells[column.index]).trim();
      values[index] = category === null ? numberOf(text, hasDecimalComma) : Number(text === category);
      if (!Number.isFinite(values[index])) return name;
    }
    return values;
  }
}
