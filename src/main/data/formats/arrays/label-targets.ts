import type { TargetKind } from '../../../../contract/data-survey';
import { sortClassNames } from '../class-folders/class-names';
import type { SourceTarget } from '../data-format';
import type { NumericArray } from './elements';
import { entrySize, lengthOf, type NamedArray } from './named-array';

/** Labels of one array, all in memory: they are small. */
export interface Labels {
  readonly texts: readonly string[] | null;
  readonly values: NumericArray;
  /** Numbers of each example. */
  readonly width: number;
}

/** Whole numbers of more different values measure something. */
const MOST_NUMBERED_CLASSES = 1_000;

export async function readLabels(array: NamedArray): Promise<Labels> {
  const texts = array.type === 'text' && array.readTexts !== undefined ? await array.readTexts() : null;
  const values = texts === null ? await array.read(0, lengthOf(array)) : new Uint8Array();
  return { texts, values, width: entrySize(array) };
}

/** How the labels of all arrays together are meant. */
export function labelKindOf(labels: readonly Labels[]): 'class' | 'classes' | 'numbers' {
  const numbers = labels.filter(({ texts }) => texts === null);
  if (numbers.length === 0) return 'class';
  const width = Math.max(...numbers.map((one) => one.width));
  if (width === 1) {
    const distinct = new Set<number>();
    for (const { values } of numbers) {
      for (const value of values) {
        if (!Number.isInteger(value)) return 'numbers';
        if (distinct.size <= MOST_NUMBERED_CLASSES) distinct.add(value);
      }
    }
    return distinct.size > MOST_NUMBERED_CLASSES ? 'numbers' : 'class';
  }
  if (!numbers.every(({ values }) => values.every((value: number) => value === 0 || value === 1)))
    return 'numbers';
  return numbers.every(areOneHot) ? 'class' : 'classes';
}

function areOneHot({ values, width }: Labels): boolean {
  for (let start = 0; start < values.length; start += width) {
    let sum = 0;
    for (let at = start; at < start + width; at += 1) sum += values[at] ?? 0;
    if (sum !== 1) return false;
  }
  return true;
}

/** The target of one example. `nameOf`: a class's name by its number. */
export function targetAt(
  { texts, values, width }: Labels,
  index: number,
  kind: 'class' | 'classes' | 'numbers',
  nameOf: (value: number) => string,
): SourceTarget {
  if (texts !== null) return { type: 'class', name: (texts[index] ?? '').normalize('NFC') };
  const row = Array.from(values.subarray(index * width, (index + 1) * width));
  if (kind === 'numbers') return { type: 'numbers', values: row };
  if (width === 1) return { type: 'class', name: nameOf(row[0] ?? 0) };
  const names = row.flatMap((value, column) => (value === 1 ? [nameOf(column)] : []));
  return kind === 'classes' ? { type: 'classes', names } : { type: 'class', name: names[0] ?? '' };
}

/** All classes: in the order of the names that the files bring, else sorted. */
export function classNamesOf(
  labels: readonly Labels[],
  kind: TargetKind,
  nameOf: (value: number) => string,
  known: readonly string[] | null,
): readonly string[] {
  if (kind !== 'class' && kind !== 'classes') return [];
  if (known !== null) return known;
  const numbers = new Set<number>();
  const texts = new Set<string>();
  for (const one of labels) {
    for (const text of one.texts ?? []) texts.add(text.normalize('NFC'));
    if (one.width > 1) for (let column = 0; column < one.width; column += 1) numbers.add(column);
    else for (const value of one.values) numbers.add(value);
  }
  return sortClassNames([...texts, ...[...numbers].map(nameOf)]);
}
