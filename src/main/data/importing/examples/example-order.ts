import { baseName } from '../../formats/image-names';
import { areClassesMixed, takingTurns } from './class-mixture';

/** Where an example comes from, as far as its place in the data set depends on it. */
export interface Ordered {
  /** Path of its file below the source; null where a file holds many examples. */
  readonly path: string | null;
  /** The split that the source gives it. */
  readonly split: string | null;
  /** Number of its class. */
  readonly stratum: number;
}

/**
 * The order in which examples are stored. A list or an array file has its own order. A tree of folders has none but that of its paths,
 * class after class: then the file's name decides, with its numbers as numbers, and the path only among equal names. So a data set that was
 * written out as `class/00017.png` comes back in its order. Where the classes are not mixed by then, they take turns, so that the first
 * examples of each split, however many, have the classes in the same shares as all.
 *
 * @returns the same array where nothing changes places
 */
export function inStoredOrder<T extends Ordered>(examples: readonly T[]): readonly T[] {
  const named = isOrderOfPaths(examples) ? byName(examples) : examples;
  return areClassesMixed(named) ? named : takingTurns(named);
}

function byName<T extends Ordered>(examples: readonly T[]): readonly T[] {
  return examples
    .map((example) => ({ example, name: sortKey(baseName(example.path ?? '')), path: example.path ?? '' }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path))
    .map(({ example }) => example);
}

function isOrderOfPaths(examples: readonly Ordered[]): boolean {
  let last = '';
  for (const { path } of examples) {
    if (path === null || compare(last, path) > 0) return false;
    last = path;
  }
  return true;
}

/** A text that sorts by code units as the name does with numbers as numbers: each is preceded by its number of digits. */
function sortKey(name: string): string {
  return name.normalize('NFC').replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return String.fromCharCode(0x30 + Math.min(number.length, 0x4000)) + number;
  });
}

/** By UTF-16 code units: the same order on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
