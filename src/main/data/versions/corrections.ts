import type { DataChanges } from '../../../contract/data-browser';
import { nearestName } from '../../../graph-runtime/diagnostics/nearest-name';
import type { IndexedExamples } from '../browsing/example-index';

/** What is to be different about one example. */
export interface Correction {
  /** As the data set's records have it (`files.jsonl`): the path in the source, with the row or entry where a file holds several. */
  readonly key: string;
  /** Name of its new class. */
  readonly label?: string;
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
  label?: number;
  isExcluded?: boolean;
}

/**
 * Finds the examples and classes that corrections name.
 *
 * @param classNames as they are shown, in the order of their indices; none where targets are no classes: labels cannot be corrected then
 */
export function resolveCorrections(
  { index, records }: Pick<IndexedExamples, 'index' | 'records'>,
  classNames: readonly (readonly string[])[],
  corrections: readonly Correction[],
): ResolvedCorrections {
  const numbers = new Map(records.map(({ key }, number) => [key, number]));
  const classes = new Map(classNames.flatMap((names) => names.map((name, at) => [name, at] as const)));
  const inSplits = index.counts.train + index.counts.validation + index.counts.test;
  const wanted = new Map<number, Wanted>();
  const mistakes: string[] = [];
  for (const { key, label, isExcluded, place } of corrections) {
    const number = numbers.get(key);
    if (number === undefined) {
      mistakes.push(`${place}: there is no example “${key}”${hint(key, numbers.keys())}`);
      continue;
    }
    if (number >= inSplits + index.storedExcluded) {
      mistakes.push(`${place}: “${key}” was left out when the data were imported, and is not stored.`);
      continue;
    }
    const known = wanted.get(number) ?? {};
    wanted.set(number, known);
    if (label !== undefined) {
      const found = classes.get(label);
      if (found === undefined) mistakes.push(`${place}: ${unknownClass(label, classes)}`);
      else if (known.label !== undefined && known.label !== found)
        mistakes.push(`${place}: “${key}” has another label further up.`);
      else known.label = found;
    }
    if (isExcluded !== undefined) {
      if (known.isExcluded !== undefined && known.isExcluded !== isExcluded)
        mistakes.push(`${place}: “${key}” is to be excluded and included.`);
      else known.isExcluded = isExcluded;
    }
  }
  return { ...changesOf(wanted, index.labels, inSplits), mistakes };
}

function changesOf(
  wanted: ReadonlyMap<number, Wanted>,
  labels: ArrayLike<number>,
  inSplits: number,
): Pick<ResolvedCorrections, 'changes' | 'unchanged'> {
  const changes: DataChanges = { labels: [], exclude: [], include: [] };
  let unchanged = 0;
  for (const [number, { label, isExcluded }] of wanted) {
    const isRelabeled = label !== undefined && label !== labels[number];
    const isMoved = isExcluded !== undefined && isExcluded === number < inSplits;
    if (isRelabeled) changes.labels.push([number, label]);
    if (isMoved) (isExcluded ? changes.exclude : changes.include).push(number);
    if (!isRelabeled && !isMoved) unchanged += 1;
  }
  return { changes, unchanged };
}

function unknownClass(label: string, classes: ReadonlyMap<string, number>): string {
  if (classes.size === 0) return 'only labels of one class for each example can be corrected.';
  return `there is no class “${label}”${hint(label, classes.keys())}`;
}

function hint(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? '.' : `; did you mean “${nearest}”?`;
}
