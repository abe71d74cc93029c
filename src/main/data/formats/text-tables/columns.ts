import { isMissing, isNumber, numberOf } from './numbers';
import type { Cell, SourceTable } from './table-types';

/** What a column's cells have in common, over those that are not missing. */
export interface ColumnFacts {
  readonly name: string;
  readonly index: number;
  /** Cells with something in them. */
  readonly filled: number;
  readonly areNumbers: boolean;
  readonly areWhole: boolean;
  readonly areZeroOrOne: boolean;
  readonly areLists: boolean;
  /** Whether its cells name images of the source, which are masks of the examples. */
  readonly nameMasks?: true;
  /** Different values; counted up to `MOST_DISTINCT`. */
  readonly distinct: ReadonlySet<string>;
}

/** More different values than a column of classes has. */
export const MOST_DISTINCT = 20_000;

export function columnFacts(table: SourceTable): readonly ColumnFacts[] {
  return table.columns.map((name, index) => {
    const distinct = new Set<string>();
    let filled = 0;
    let [areNumbers, areWhole, areZeroOrOne, areLists] = [true, true, true, false];
    for (const { cells } of table.rows) {
      const cell = cells[index] ?? '';
      if (typeof cell !== 'string') {
        [areLists, areNumbers] = [true, false];
        filled += 1;
        continue;
      }
      if (isMissing(cell)) continue;
      filled += 1;
      if (distinct.size < MOST_DISTINCT) distinct.add(cell);
      areNumbers &&= isNumber(cell, table.hasDecimalComma);
      const value = areNumbers ? numberOf(cell, table.hasDecimalComma) : Number.NaN;
      areWhole &&= Number.isInteger(value);
      areZeroOrOne &&= value === 0 || value === 1;
    }
    areNumbers &&= filled > 0;
    return {
      ...{ name, index, filled, areNumbers, areLists, distinct },
      areWhole: areNumbers && areWhole,
      areZeroOrOne: areNumbers && areZeroOrOne,
    };
  });
}

/** A cell as one text. */
export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : (cell ?? []).join(' ');
}

/** Whether a column's name has one of these words in it, whole: `class_id` has `class`. */
export function hasWord(name: string, words: ReadonlySet<string>): boolean {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => words.has(word));
}

export const LABEL_WORDS: ReadonlySet<string> = new Set([
  ...[
    'label',
    'labels',
    'class',
    'classes',
    'category',
    'categories',
    'target',
    'targets',
    'species',
    'breed',
  ],
  ...[
    'tag',
    'tags',
    'attribute',
    'attributes',
    'diagnosis',
    'emotion',
    'digit',
    'genre',
    'outcome',
    'y',
    'type',
  ],
  ...['標籤', '類別', '分類', '种类', '標記'],
]);
