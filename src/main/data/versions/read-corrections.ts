import { basename } from 'node:path';
import { openFileTree } from '../file-tree/open-file-tree';
import { textOf } from '../formats/text-tables/columns';
import { readTable } from '../formats/text-tables/source-table';
import type { SourceTable } from '../formats/text-tables/table-types';
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
 * Reads a list of corrections: CSV, TSV or JSON Lines with a column `key`, and `label` (a class's name) or `exclude` (true or false), or both. What a
 * cell leaves empty stays as it is.
 *
 * @param path absolute
 * @throws SourceProblemError when it cannot be read at all
 */
export async function readCorrections(path: string): Promise<CorrectionList> {
  const tree = await openFileTree(path, { signal: new AbortController().signal });
  const name = basename(path);
  try {
    return correctionsOf(name, await readTable(tree, tree.files[0]?.path ?? name));
  } finally {
    await tree.close();
  }
}

function correctionsOf(name: string, { columns, hasHeader, rows, problems }: SourceTable): CorrectionList {
  const columnOf = (names: readonly string[]) =>
    columns.findIndex((column) => names.includes(column.trim().toLowerCase()));
  const [key, label, exclusion] = [columnOf(KEYS), columnOf(LABELS), columnOf(EXCLUSIONS)];
  if (!hasHeader || key === -1 || (label === -1 && exclusion === -1)) {
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
    const named = cell(label);
    if (named === '' && isExcluded === undefined) continue;
    corrections.push({
      ...{ key: cell(key), place },
      ...(named !== '' && { label: named }),
      ...(isExcluded !== undefined && { isExcluded }),
    });
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
