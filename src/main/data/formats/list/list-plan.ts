import type { SourceProblem } from '../../../../contract/data-problems';
import type { SplitName, TargetKind } from '../../../../contract/data-survey';
import {
  labelFilesOf,
  pathOfLabel,
  type SourceColumn,
} from '../../../../graph-runtime/datasets/labels/label-kind';
import type { FileTree } from '../../file-tree/file-tree';
import { sourceProblem } from '../../file-tree/source-problem-error';
import type { SourceTarget } from '../data-format';
import { splitOfPath } from '../image-folder';
import { baseName } from '../image-names';
import { oncePerAnswers } from '../once-per-answers';
import { splitInName } from '../split-names';
import { textOf } from '../text-tables/columns';
import { sourceColumns } from '../text-tables/further-labels';
import { missingNumber } from '../text-tables/numbers-beside';
import { readTable } from '../text-tables/source-table';
import type { SourceTable, TableRow } from '../text-tables/table-types';
import type { FileIndex } from './file-index';
import { chosenGroup, filesFor, imagesOf, listGroups } from './list-files';
import { findRoles, type ListRoles } from './list-roles';
import { classNamesOf, fileColumns, targetKindOf, targetNamesOf, targetOfRow } from './list-targets';

export interface ListExample {
  readonly path: string;
  readonly split: SplitName | null;
  readonly target: SourceTarget;
}

export interface ListPlan {
  readonly target: TargetKind;
  readonly classNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly columns?: readonly SourceColumn[];
  readonly examples: readonly ListExample[];
  readonly problems: readonly SourceProblem[];
}

/** All rows of the chosen lists, each an example or a problem; and the images that no list names. */
export const readList = oncePerAnswers(async (tree, answers): Promise<ListPlan> => {
  const group = chosenGroup(await listGroups(tree), answers);
  const tables = await readAll(tree, group?.paths ?? []);
  const [first] = tables;
  if (group === null || first === undefined) throw sourceProblem('missing-file', tree.source);
  const joined = { ...first, rows: tables.flatMap(({ rows }) => rows) };
  const roles = findRoles(joined, await filesFor(tree, group.id), answers);
  if (roles === null) throw sourceProblem('missing-file', group.id);
  const reader = new ListReader(roles);
  for (const table of tables) reader.read(table, await filesFor(tree, table.path));
  const { images, others } = await imagesOf(tree);
  const lists = new Set(group.paths);
  const { label } = roles;
  return {
    target: targetKindOf(label),
    classNames: classNamesOf(
      label,
      reader.examples.map(({ target }) => target),
    ),
    targetNames: targetNamesOf(label),
    ...(label.type === 'several' && {
      columns: sourceColumns(
        label.labels,
        reader.examples.map(({ target }) => target),
      ),
    }),
    examples: reader.examples,
    problems: [
      ...tables.flatMap((table) => table.problems),
      ...reader.problems,
      ...images
        .filter((path) => !reader.used.has(path))
        .map((path): SourceProblem => ({ reason: 'unlisted-file', path })),
      ...others
        .filter((path) => !lists.has(path))
        .map((path): SourceProblem => ({ reason: 'not-an-example', path })),
    ],
  };
});

function otherThan(path: string, found: string | null): string | null {
  return found === path ? null : found;
}

async function readAll(tree: FileTree, paths: readonly string[]): Promise<SourceTable[]> {
  const tables: SourceTable[] = [];
  for (const path of paths) tables.push(await readTable(tree, path));
  return tables;
}

/** Reads rows one after the other: of several that list a file, the first counts. */
class ListReader {
  readonly examples: ListExample[] = [];
  readonly problems: SourceProblem[] = [];
  /** Images that rows name, with or without a usable label. */
  readonly used = new Set<string>();

  constructor(private readonly roles: ListRoles) {}

  read(table: SourceTable, files: FileIndex): void {
    const ofList = splitInName(baseName(table.path)) ?? splitOfPath(table.path);
    for (const row of table.rows) this.#readRow(table, row, files, ofList);
  }

  #readRow(table: SourceTable, row: TableRow, files: FileIndex, ofList: SplitName | null): void {
    const name = textOf(row.cells[this.roles.pathColumn]);
    const path = files.find(name);
    const report = (reason: SourceProblem['reason'], detail: string) =>
      this.problems.push({ reason, path: table.path, row: row.row, detail });
    if (path === null) return void report('missing-file', name);
    if (this.used.has(path)) return void report('listed-twice', path);
    this.used.add(path);
    const missing = this.#missingNumber(table, row);
    if (missing !== null) return void report('bad-value', missing);
    // Files are found by their names alone, too: what is left of a mask that is missing may be its image.
    const masks: FileIndex = { find: (value) => otherThan(path, files.find(value)) };
    const { label } = this.roles;
    const lacking = this.#lackedFile(row, masks);
    if (lacking !== null) return void report(lacking === 'image' ? 'missing-target' : 'missing-mask', path);
    const target = targetOfRow(row, label, table, masks);
    if (target === null) return void report('bad-label', path);
    for (const file of labelFilesOf(target)) this.used.add(pathOfLabel(file));
    this.examples.push({ path, split: this.#splitOf(row, report) ?? ofList ?? splitOfPath(path), target });
  }

  #missingNumber({ hasDecimalComma }: SourceTable, row: TableRow): string | null {
    const { label } = this.roles;
    return label.type === 'several' ? missingNumber(row, label.labels, hasDecimalComma) : null;
  }

  /** What a file is that the row should name and does not; null: there is none. */
  #lackedFile({ cells }: TableRow, files: FileIndex): 'mask' | 'image' | null {
    const lacking = fileColumns(this.roles.label).find(
      ({ column }) => files.find(textOf(cells[column.index])) === null,
    );
    return lacking?.kind ?? null;
  }

  #splitOf({ cells }: TableRow, report: (reason: 'unknown-split', detail: string) => void): SplitName | null {
    if (this.roles.splitColumn === null) return null;
    const value = textOf(cells[this.roles.splitColumn]);
    const split = splitInName(value);
    if (split === null && value !== '') report('unknown-split', value);
    return split;
  }
}
