import { basename } from 'node:path';
import { openFileTree } from '../file-tree/open-file-tree';
import { textOf } from '../formats/text-tables/columns';
import { readTable } from '../formats/text-tables/source-table';
import type { SourceTable } from '../formats/text-tables/table-types';
import type { CorrectableLabel } from './correctable-labels';
import type { Correction } from './corrections';

/** Corrections of a list, and what is wrong with it, a sentence each. */
export interface CorrectionList {
  readonly corrections: readonly Correction[];
  readonly mistakes: readonly string[];
}

/** Names of the columns, the documented ones first. */
const KEYS = ['key', 'path', 'file', 'file_name', 'filename'];
const LABELS = ['label', 'class'];
const EXCLUSIONS = ['exclude', 'excluded'];

const YES: ReadonlySet<string> = new Set(['true', 'yes', '1', 'x']);
const NO: ReadonlySet<string> = new Set(['false', 'no', '0']);

/**
 * Reads a list of corrections: CSV, TSV or JSON Lines with a column `key`, and `label` (a class's name) or `exclude` (true or false), or both. Where a data
 * set has several labels, each may have a column of its name. What a cell leaves empty stays as it is.
 *
 * @param path absolute
 * @param labels of the data set
 * @param of which of several labels the column `label` is; absent: the first
 * @throws SourceProblemError when it cannot be read at all
 */
export async function readCorrections(
  path: string,
  labels: readonly CorrectableLabel[],
  of: string | undefined,
): Promise<CorrectionList> {
  const tree = await openFileTree(path, { signal: new AbortController().signal });
  const name = basename(path);
  try {
    const table = await readTable(tree, tree.files[0]?.path ?? name);
    return correctionsOf(name, table, labelColumns(table, labels, of));
  } finally {
    await tree.close();
  }
}

/** A column of the list, and which label it is; `of` undefined: the first. */
interface ListedLabel {
  readonly place: number;
  readonly of: string | undefined;
}

/** Columns with the name of one of several labels, and the one that is called as the only label is. */
function labelColumns(
  { columns }: SourceTable,
  labels: readonly CorrectableLabel[],
  of: string | undefined,
): readonly ListedLabel[] {
  const named = labels.flatMap(({ name }) => {
    const place = name === '' ? -1 : columns.findIndex((column) => column.trim() === name);
    return place === -1 ? [] : [{ place, of: name }];
  });
  const only = columnOf(columns, LABELS);
  const isNamed = named.some(({ place }) => place === only);
  return only === -1 || isNamed ? named : [...named, { place: only, of }];
}

function columnOf(columns: readonly string[], names: readonly string[]): number {
  return columns.findIndex((column) => names.includes(column.trim().toLowerCase()));
}

function correctionsOf(
  name: string,
  { columns, hasHeader, rows, problems }: SourceTable,
  labels: readonly ListedLabel[],
): CorrectionList {
  const [key, exclusion] = [columnOf(columns, KEYS), columnOf(columns, EXCLUSIONS)];
  if (!hasHeader || key === -1 || (labels.length === 0 && exclusion === -1)) {
    const needed = 'it needs a column “key”, and a column “label” or “exclude”';
    return { corrections: [], mistakes: [`${name}: ${needed}; it has ${columns.join(', ') || 'none'}.`] };
  }
  const mistakes = problems
    .filter(({ reason }) => reason === 'bad-row')
    .map(({ row, detail }) => `${name}, row ${row}: it cannot be read${detail ? ` (${detail} cells)` : ''}.`);
  const corrections: Correction[] = [];
  for (const { row, cells } of rows) {
    const place = `${name}, row ${row}`;
    const cell = (column: number) => (column === -1 ? '' : textOf(cells[column]));
    const isExcluded = asFlag(cell(exclusion));
    if (isExcluded === null) {
      mistakes.push(`${place}: “exclude” takes true or false, not “${cell(exclusion)}”.`);
      continue;
    }
    const asked = { key: cell(key), place };
    for (const { place: column, of } of labels) {
      const label = cell(column);
      if (label !== '') corrections.push({ ...asked, label, of });
    }
    if (isExcluded !== undefined) corrections.push({ ...asked, isExcluded });
  }
  return { corrections, mistakes };
}

/** Undefined where nothing is said, null where it is neither yes nor no. */
function asFlag(text: string): boolean | undefined | null {
  const word = text.trim().toLowerCase();
  if (word === '') return undefined;
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}
