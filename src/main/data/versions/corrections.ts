import type { DataChanges } from '../../../contract/data-browser';
import type { IndexedExamples } from '../browsing/example-index';
import { type CorrectableLabel, nearestHint } from './correctable-labels';

/** What is to be different about one example. */
export interface Correction {
  /** As the data set's records have it (`files.jsonl`): the path in the source, with the row or entry where a file holds several. */
  readonly key: string;
  /** Its new class by the name; several classes or numbers with a sign between them. */
  readonly label?: string;
  /** Which of several labels that is; absent: the first. */
  readonly of?: string | undefined;
  /** Whether it leaves its split, or comes back into it. */
  readonly isExcluded?: boolean;
  /** Who asks for it: `labels.csv, row 3`. For messages. */
  readonly place: string;
}

/** Corrections by the numbers of examples, or what is wrong with them, a sentence each. */
export interface ResolvedCorrections {
  readonly changes: DataChanges;
  /** Corrections of what is so already. */
  readonly unchanged: number;
  readonly mistakes: readonly string[];
}

/** What has been asked of one example up to now. */
interface Wanted {
  readonly labels: Map<CorrectableLabel, readonly number[]>;
  isExcluded?: boolean;
}

type Examples = Pick<IndexedExamples, 'index' | 'records'>;

/**
 * Finds the examples, labels and classes that corrections name.
 *
 * @param labels of the data set
 */
export function resolveCorrections(
  examples: Examples,
  labels: readonly CorrectableLabel[],
  corrections: readonly Correction[],
): ResolvedCorrections {
  const { index, records } = examples;
  const numbers = new Map(records.map(({ key }, number) => [key, number]));
  const inSplits = index.counts.train + index.counts.validation + index.counts.test;
  const wanted = new Map<number, Wanted>();
  const mistakes: string[] = [];
  for (const correction of corrections) {
    const { key, place } = correction;
    const number = numbers.get(key);
    if (number === undefined) {
      mistakes.push(`${place}: there is no example “${key}”${nearestHint(key, numbers.keys())}`);
      continue;
    }
    if (number >= inSplits + index.storedExcluded) {
      mistakes.push(`${place}: “${key}” was left out when the data were imported, and is not stored.`);
      continue;
    }
    const known = wanted.get(number) ?? { labels: new Map() };
    wanted.set(number, known);
    mistakes.push(...adopt(correction, known, labels).map((mistake) => `${place}: ${mistake}`));
  }
  return { ...changesOf(wanted, examples, inSplits), mistakes };
}

/** Adds a correction to what is asked of its example. What is wrong with it. */
function adopt(
  { key, label: text, of, isExcluded }: Correction,
  known: Wanted,
  labels: readonly CorrectableLabel[],
): readonly string[] {
  const mistakes: string[] = [];
  if (text !== undefined) {
    const label = labelOf(labels, of);
    const values = typeof label === 'string' ? label : label.valuesOf(text);
    const before = typeof label === 'string' ? undefined : known.labels.get(label);
    if (typeof values === 'string' || typeof label === 'string') mistakes.push(String(values));
    else if (before !== undefined && !areEqual(before, values))
      mistakes.push(`“${key}” has another label further up.`);
    else known.labels.set(label, values);
  }
  if (isExcluded !== undefined) {
    if (known.isExcluded !== undefined && known.isExcluded !== isExcluded)
      mistakes.push(`“${key}” is to be excluded and included.`);
    else known.isExcluded = isExcluded;
  }
  return mistakes;
}

/** The label of that name; the first without one. A sentence where there is none. */
function labelOf(labels: readonly CorrectableLabel[], name: string | undefined): CorrectableLabel | string {
  const found = labels.find((label) => name === undefined || label.name === name);
  if (found !== undefined) return found;
  const names = labels.map((label) => label.name);
  if (names.every((one) => one === '')) return 'the data set has one label only, which needs no name.';
  return `there is no label “${name}”${nearestHint(name ?? '', names)} There are ${names.join(', ')}.`;
}

function changesOf(
  wanted: ReadonlyMap<number, Wanted>,
  { records }: Pick<Examples, 'records'>,
  inSplits: number,
): Pick<ResolvedCorrections, 'changes' | 'unchanged'> {
  const changes: DataChanges = { labels: [], exclude: [], include: [] };
  const targets: [number, number[]][] = [];
  let unchanged = 0;
  for (const [number, { labels, isExcluded }] of wanted) {
    const target = records[number]?.target;
    const before = typeof target === 'number' ? [target] : (target ?? []);
    const after = withLabels(before, labels);
    const isRelabeled = !areEqual(before, after);
    const isMoved = isExcluded !== undefined && isExcluded === number < inSplits;
    const [label = 0] = after;
    if (isRelabeled && typeof target === 'number') changes.labels.push([number, label]);
    else if (isRelabeled) targets.push([number, [...after]]);
    if (isMoved) (isExcluded ? changes.exclude : changes.include).push(number);
    if (!isRelabeled && !isMoved) unchanged += 1;
  }
  return { changes: { ...changes, ...(targets.length > 0 && { targets }) }, unchanged };
}

/** The values of an example with others for some of its labels: 0 and 1 for several classes among several labels. */
function withLabels(
  before: readonly number[],
  labels: ReadonlyMap<CorrectableLabel, readonly number[]>,
): readonly number[] {
  let after = before;
  for (const [{ column, kind }, values] of labels) {
    if (column === null) return values;
    const { at: start, values: count } = column;
    const row =
      kind === 'classes' ? Array.from({ length: count }, (_, at) => Number(values.includes(at))) : values;
    after = after.map((value, at) => row[at - start] ?? value);
  }
  return after;
}

function areEqual(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
