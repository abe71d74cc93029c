import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import {
  type DataChanges,
  type DataIndex,
  dataChangesSchema,
  partOf,
  partStarts,
} from '../../../contract/data-browser';
import { remembered, type TextStorage } from '../bridge/remembered';
import type { LabeledExamples, PendingView } from './data-labels';
import { classesOf, numbersOf } from './data-targets';

interface DataChangesState {
  /** Changes that are not saved as a version yet, by the id of the data set. */
  readonly pending: Readonly<Record<string, DataChanges>>;
  /** What was pending before each gesture, the last one first; null: nothing. */
  readonly undoable: readonly { readonly id: string; readonly before: DataChanges | null }[];
  /** Replaces what is pending for a data set; null: nothing is. */
  set(id: string, changes: DataChanges | null): void;
  undo(): void;
}

/** Gestures that can be taken back. */
const UNDOABLE = 100;

function without(pending: DataChangesState['pending'], id: string, changes: DataChanges | null) {
  const { [id]: _, ...rest } = pending;
  return changes === null || countChanges(changes) === 0 ? rest : { ...rest, [id]: changes };
}

/** Corrections that are gathered until they are saved; they outlive the window. Tests give the storage. */
export function createDataChangesStore(storage?: TextStorage) {
  return create<DataChangesState>()(
    persist(
      (set) => ({
        pending: {},
        undoable: [],
        set: (id, changes) =>
          set(({ pending, undoable }) => ({
            pending: without(pending, id, changes),
            undoable: [{ id, before: pending[id] ?? null }, ...undoable].slice(0, UNDOABLE),
          })),
        undo: () =>
          set(({ pending, undoable: [last, ...rest] }) =>
            last === undefined ? {} : { pending: without(pending, last.id, last.before), undoable: rest },
          ),
      }),
      remembered<DataChangesState>(
        { name: 'data-changes', fields: { pending: z.record(z.string(), dataChangesSchema) } },
        storage,
      ),
    ),
  );
}

export const useDataChanges = createDataChangesStore();

const NOTHING: DataChanges = { labels: [], exclude: [], include: [] };

/** What is pending for a data set; the same object each time. */
export function usePendingChanges(id: string): DataChanges {
  return useDataChanges((state) => state.pending[id]) ?? NOTHING;
}

export function pendingChanges(id: string): DataChanges {
  return useDataChanges.getState().pending[id] ?? NOTHING;
}

export function countChanges({ labels, targets = [], exclude, include }: DataChanges): number {
  return labels.length + targets.length + exclude.length + include.length;
}

/** Changes as the window looks them up. */
export function viewOf({ labels, targets, exclude, include }: DataChanges): PendingView {
  return {
    labels: new Map(labels),
    targets: new Map(targets),
    excluded: new Set(exclude),
    included: new Set(include),
  };
}

/** With another class for those examples; the one that they have already is no change. */
export function relabel(
  index: DataIndex,
  changes: DataChanges,
  examples: Iterable<number>,
  label: number,
): DataChanges {
  const labels = new Map(changes.labels);
  for (const example of examples) {
    if (index.labels[example] === label) labels.delete(example);
    else if (isStored(index, example)) labels.set(example, label);
  }
  return { ...changes, labels: sortedBy([...labels], ([example]) => example) };
}

/**
 * With other classes of several, or other numbers, for those examples; those that they have already are no change.
 *
 * @param next the new ones of an example, in the order in which they are stored
 */
export function retarget(
  examples: LabeledExamples,
  changes: DataChanges,
  chosen: Iterable<number>,
  next: (example: number) => readonly number[],
): DataChanges {
  const { index } = examples;
  const before = { ...examples, pending: viewOf(NOTHING) };
  const targets = new Map<number, readonly number[]>(changes.targets);
  for (const example of chosen) {
    if (!isStored(index, example)) continue;
    const values = next(example);
    const stored = index.sets === null ? Array.from(numbersOf(before, example)) : classesOf(before, example);
    // Numbers of the index are float32.
    const isSame =
      stored.length === values.length &&
      stored.every((one, at) => Object.is(one, Math.fround(values[at] ?? 0)));
    if (isSame) targets.delete(example);
    else targets.set(example, values);
  }
  const { targets: _, ...others } = changes;
  const list = [...targets].map(([example, values]): [number, number[]] => [example, [...values]]);
  return list.length === 0 ? others : { ...others, targets: sortedBy(list, ([example]) => example) };
}

/** Takes examples out of their splits, or back into them. Those whose values are not stored stay out. */
export function exclude(
  index: DataIndex,
  changes: DataChanges,
  examples: Iterable<number>,
  isOut: boolean,
): DataChanges {
  const excluded = new Set(changes.exclude);
  const included = new Set(changes.include);
  for (const example of examples) {
    if (!isStored(index, example)) continue;
    const wasOut = partOf(index.counts, example) === 'excluded';
    const set = wasOut ? included : excluded;
    if (isOut === wasOut) set.delete(example);
    else set.add(example);
  }
  const list = (set: ReadonlySet<number>) => sortedBy([...set], (example) => example);
  return { ...changes, exclude: list(excluded), include: list(included) };
}

/** Whether an example will be in no split when the changes are saved. */
export function isOut(index: DataIndex, pending: PendingView, example: number): boolean {
  if (partOf(index.counts, example) === 'excluded') return !pending.included.has(example);
  return pending.excluded.has(example);
}

/** Whether its values are there to be looked at. */
export function isStored({ counts, storedExcluded }: DataIndex, example: number): boolean {
  const { train, validation, test } = counts;
  return example < train + validation + test + storedExcluded;
}

function sortedBy<T>(values: T[], key: (value: T) => number): T[] {
  return values.sort((a, b) => key(a) - key(b));
}

/**
 * The examples to exclude so that no image is both learned from and used for evaluation: of equal ones, those of the test split stay, or else those of
 * the validation split.
 */
export function overlapping(index: DataIndex): number[] {
  const { counts, firstEqual } = index;
  const inSplits = counts.train + counts.validation + counts.test;
  // The later a split comes, the more it is kept from training.
  const keptFrom = new Map<number, number>();
  const starts = partStarts(counts);
  const startOf = (example: number) => starts[partOf(counts, example)];
  for (let example = 0; example < inSplits; example += 1) {
    const group = firstEqual[example] ?? example;
    keptFrom.set(group, Math.max(keptFrom.get(group) ?? 0, startOf(example)));
  }
  const found: number[] = [];
  for (let example = 0; example < inSplits; example += 1) {
    if (startOf(example) < (keptFrom.get(firstEqual[example] ?? example) ?? 0)) found.push(example);
  }
  return found;
}

/** The examples to exclude so that each split has one of equal ones: the first stays. */
export function repeated({ counts, firstEqual }: DataIndex): number[] {
  const inSplits = counts.train + counts.validation + counts.test;
  const seen = new Set<string>();
  const found: number[] = [];
  for (let example = 0; example < inSplits; example += 1) {
    const key = `${partOf(counts, example)} ${firstEqual[example] ?? example}`;
    if (seen.has(key)) found.push(example);
    else seen.add(key);
  }
  return found;
}
