import {
  DATA_PARTS,
  type DataChanges,
  type DataIndex,
  type DataPart,
  EXCLUDED_BY_USER,
  partStarts,
} from '../../../contract/data-browser';
import { SPLIT_NAMES, type SplitName } from '../../../contract/data-survey';
import {
  labelKindOf,
  storedValueCount,
  type TargetDescription,
  targetSize,
} from '../../../graph-runtime/datasets/target-description';
import type { IndexedExamples } from '../browsing/example-index';
import type { ExampleRecord } from '../prepared-example';

/** One part of a corrected data set, made of examples of the one that it corrects. */
export interface PlannedPart {
  /** Their numbers there, in the order of storage. */
  readonly numbers: readonly number[];
  readonly records: readonly ExampleRecord[];
  /** The same examples in the same order as before: their file can stay as it is. */
  readonly hasSameExamples: boolean;
  /** The same targets, too. */
  readonly hasSameTargets: boolean;
}

export interface VersionPlan {
  readonly parts: Readonly<Record<DataPart, PlannedPart>>;
  /** What was never stored. */
  readonly leftOut: readonly ExampleRecord[];
}

/**
 * What happens to each example: those that leave a split are put behind the excluded ones, those that come back at the end of their split, all
 * others stay where they are. Null when the changes do not go with the data set.
 *
 * @param target of the data set: what a label can be corrected to; masks cannot be corrected
 */
export function planVersion(
  { index, records }: Pick<IndexedExamples, 'index' | 'records'>,
  changes: DataChanges,
  target: TargetDescription,
): VersionPlan | null {
  if (!areValid(index, changes, target)) return null;
  const corrected = new Map<number, Corrected>([...changes.labels, ...(changes.targets ?? [])]);
  const excluded = new Set(changes.exclude);
  const included = new Set(changes.include);
  const starts = partStarts(index.counts);
  const numbersOf = (part: DataPart) => {
    const count = part === 'excluded' ? index.storedExcluded : index.counts[part];
    return Array.from({ length: count }, (_, at) => starts[part] + at);
  };
  const comesBackTo = (number: number): SplitName => records[number]?.from ?? 'train';
  const planned = (part: DataPart): PlannedPart => {
    const before = numbersOf(part);
    const numbers =
      part === 'excluded'
        ? [...before.filter((number) => !included.has(number)), ...sorted(excluded)]
        : [
            ...before.filter((number) => !excluded.has(number)),
            ...sorted(included).filter((number) => comesBackTo(number) === part),
          ];
    const hasSameExamples =
      numbers.length === before.length && numbers.every((number, at) => number === before[at]);
    return {
      numbers,
      hasSameExamples,
      hasSameTargets: hasSameExamples && !numbers.some((number) => corrected.has(number)),
      records: numbers.flatMap((number) => {
        const record = records[number];
        return record === undefined ? [] : [placed(relabeled(record, corrected.get(number)), part)];
      }),
    };
  };
  const parts = Object.fromEntries(DATA_PARTS.map((part) => [part, planned(part)]));
  return {
    parts: parts as Record<DataPart, PlannedPart>,
    leftOut: records.slice(starts.excluded + index.storedExcluded),
  };
}

function sorted(numbers: ReadonlySet<number>): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function areValid(
  { counts, storedExcluded }: DataIndex,
  { labels, targets = [], exclude, include }: DataChanges,
  target: TargetDescription,
): boolean {
  const inSplits = SPLIT_NAMES.reduce((sum, name) => sum + counts[name], 0);
  const stored = inSplits + storedExcluded;
  return (
    (labels.length === 0 || labelKindOf(target).isClassIndex === true) &&
    labels.every(([number, label]) => number < stored && label < targetSize(target)) &&
    targets.every(([number, values]) => number < stored && isTarget(values, target)) &&
    exclude.every((number) => number < inSplits) &&
    include.every((number) => number >= inSplits && number < stored)
  );
}

/** Whether a list can be the target of an example. */
function isTarget(values: readonly number[], target: TargetDescription): boolean {
  const size = targetSize(target);
  if (target.kind === 'numbers') return values.length === size && values.every(Number.isFinite);
  if (target.kind === 'columns')
    return (
      values.length === storedValueCount(target) && labelKindOf(target).flawOf?.(values, target) === null
    );
  if (target.kind !== 'classes' || new Set(values).size < values.length) return false;
  return values.every((value) => Number.isInteger(value) && value >= 0 && value < size);
}

type Corrected = number | readonly number[];

/** With another target; what the source had stays known. */
function relabeled(record: ExampleRecord, target: Corrected | undefined): ExampleRecord {
  const { original, ...rest } = record;
  if (target === undefined || record.target === null) return record;
  const first = original ?? record.target;
  const isFirst = JSON.stringify(target) === JSON.stringify(first);
  return { ...rest, target, ...(!isFirst && { original: first }) };
}

function placed({ excluded, from, ...record }: ExampleRecord, part: DataPart): ExampleRecord {
  if (part !== 'excluded') return { ...record, split: part };
  const origin = from ?? record.split ?? 'train';
  return { ...record, split: null, excluded: excluded ?? EXCLUDED_BY_USER, from: origin };
}
