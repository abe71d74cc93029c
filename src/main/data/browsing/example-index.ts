import { DATA_PARTS, type DataIndex, EXAMPLE_MARKS, EXCLUDED_BY_USER } from '../../../contract/data-browser';
import type { SourceProblem } from '../../../contract/data-problems';
import { SPLIT_NAMES } from '../../../contract/data-survey';
import { firstLabel, type TargetDescription } from '../../../graph-runtime/datasets/target-description';
import { appendTo } from '../../../graph-runtime/collections/group-by';
import type { DatasetDescription } from '../dataset-description';
import type { ExampleRecord } from '../prepared-example';
import { type RecordsByPart, storedCount } from './example-records';
import { targetsOf } from './indexed-targets';

/** All that is known of a data set's examples. */
export interface IndexedExamples {
  readonly index: DataIndex;
  /** By their numbers. */
  readonly records: readonly ExampleRecord[];
  /** Numbers of examples of splits that are equal to that one; without it. */
  duplicatesOf(example: number): readonly number[];
  nearDuplicatesOf(example: number): readonly number[];
  notesOf(example: number): readonly SourceProblem[];
}

const NEAR: ReadonlySet<string> = new Set(['near-duplicate', 'near-duplicate-across-splits']);
/** These follow from the examples, and change when some are excluded. */
const DERIVED: ReadonlySet<string> = new Set([
  ...NEAR,
  'duplicate-kept',
  'duplicate-across-splits',
  'conflicting-labels',
]);

/**
 * Finds equal examples by their hashes; those that look almost the same, and what else was noted, are what the import has found.
 *
 * @param description of the data set that they are of
 */
export function indexExamples(
  parts: RecordsByPart,
  problems: readonly SourceProblem[],
  description: Pick<DatasetDescription, 'target' | 'splits' | 'excluded'>,
): IndexedExamples {
  const records = DATA_PARTS.flatMap((part) => parts[part]);
  const splitCount = records.length - parts.excluded.length;
  const marks = new Uint8Array(records.length);
  const groups = groupsOf(records, splitCount, marks);
  const byKey = new Map(records.map(({ key }, number) => [key, number]));
  const near = nearPairs(problems, byKey, splitCount);
  for (const [number, others] of near) markNear(marks, records, number, others);
  const notes = notesByExample(problems, byKey);
  for (const number of notes.keys()) if (number < splitCount) mark(marks, number, 'noted');
  records.forEach(({ original }, number) => {
    if (original !== undefined) mark(marks, number, 'corrected');
  });
  return {
    records,
    index: {
      counts: countsOf(parts),
      storedExcluded: storedCount(description, 'excluded'),
      labels: Int32Array.from(records, ({ target }) => classOf(target, description.target)),
      marks,
      firstEqual: Int32Array.from(records, (_, number) => groups.get(number)?.[0] ?? number),
      ...reasonsOf(parts.excluded),
      ...targetsOf(records, description.target),
    },
    duplicatesOf: (example) => (groups.get(example) ?? []).filter((other) => other !== example),
    nearDuplicatesOf: (example) => near.get(example) ?? [],
    notesOf: (example) => notes.get(example) ?? [],
  };
}

/** The class of an example, or that of the first of its labels; -1 where it has none. */
function classOf(target: ExampleRecord['target'], description: TargetDescription): number {
  if (typeof target === 'number') return target;
  const isFirst = description.kind === 'columns' && firstLabel(description).kind === 'class';
  return isFirst && target !== null ? (target[0] ?? -1) : -1;
}

function countsOf(parts: RecordsByPart): DataIndex['counts'] {
  const [train, validation, test] = SPLIT_NAMES.map((name) => parts[name].length);
  return {
    train: train ?? 0,
    validation: validation ?? 0,
    test: test ?? 0,
    excluded: parts.excluded.length,
  };
}

function mark(marks: Uint8Array, number: number, name: keyof typeof EXAMPLE_MARKS): void {
  marks[number] = (marks[number] ?? 0) | EXAMPLE_MARKS[name];
}

/** Examples of splits with equal hashes, by the number of each of them. */
function groupsOf(
  records: readonly ExampleRecord[],
  splitCount: number,
  marks: Uint8Array,
): ReadonlyMap<number, readonly number[]> {
  const bySum = new Map<string, number[]>();
  for (let number = 0; number < splitCount; number += 1) {
    const { sha256 = '' } = records[number] ?? {};
    appendTo(bySum, sha256, number);
  }
  const groups = new Map<number, readonly number[]>();
  for (const [sum, numbers] of bySum) {
    if (sum === '' || numbers.length < 2) continue;
    const isAcross = new Set(numbers.map((number) => records[number]?.split)).size > 1;
    const isConflict = new Set(numbers.map((number) => JSON.stringify(records[number]?.target))).size > 1;
    for (const number of numbers) {
      groups.set(number, numbers);
      mark(marks, number, 'duplicate');
      if (isAcross) mark(marks, number, 'duplicateAcross');
      if (isConflict) mark(marks, number, 'conflict');
    }
  }
  return groups;
}

/** Pairs that the import has found, in both directions, as far as both are still in a split. */
function nearPairs(
  problems: readonly SourceProblem[],
  byKey: ReadonlyMap<string, number>,
  splitCount: number,
): ReadonlyMap<number, readonly number[]> {
  const pairs = new Map<number, number[]>();
  const add = (from: number, to: number) => pairs.set(from, [...(pairs.get(from) ?? []), to]);
  for (const { reason, path, detail = '' } of problems) {
    if (!NEAR.has(reason)) continue;
    const [one, other] = [byKey.get(path), byKey.get(detail)];
    if (one === undefined || other === undefined || one >= splitCount || other >= splitCount) continue;
    add(one, other);
    add(other, one);
  }
  return pairs;
}

function markNear(
  marks: Uint8Array,
  records: readonly ExampleRecord[],
  number: number,
  others: readonly number[],
): void {
  mark(marks, number, 'nearDuplicate');
  const split = records[number]?.split;
  if (others.some((other) => records[other]?.split !== split)) mark(marks, number, 'nearDuplicateAcross');
}

function notesByExample(
  problems: readonly SourceProblem[],
  byKey: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly SourceProblem[]> {
  const notes = new Map<number, SourceProblem[]>();
  for (const problem of problems) {
    const number = DERIVED.has(problem.reason) ? undefined : byKey.get(problem.path);
    if (number === undefined) continue;
    appendTo(notes, number, problem);
  }
  return notes;
}

function reasonsOf(excluded: readonly ExampleRecord[]): Pick<DataIndex, 'reasons' | 'reasonOf'> {
  const reasons: string[] = [];
  const indices = new Map<string, number>();
  const reasonOf = Uint8Array.from(excluded, (record) => {
    const reason = record.excluded ?? EXCLUDED_BY_USER;
    const known = indices.get(reason);
    if (known !== undefined) return known;
    indices.set(reason, reasons.length);
    reasons.push(reason);
    return reasons.length - 1;
  });
  return { reasons, reasonOf };
}
