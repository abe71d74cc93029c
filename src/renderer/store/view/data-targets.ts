import { type ClassSets, classesIn, hasClass } from '../../../contract/class-sets';
import type { DataIndex } from '../../../contract/data-browser';
import {
  ignoredClass,
  storedValueCount,
  type TargetDescription,
} from '../../../graph-runtime/datasets/target-description';

/* What examples are to be taken for, with the corrections that are not saved yet, and the filters by that. */

/** Changes that are not saved yet, as the window shows them. */
export interface PendingView {
  readonly labels: ReadonlyMap<number, number>;
  /** New classes of several, or new numbers. */
  readonly targets: ReadonlyMap<number, readonly number[]>;
  readonly excluded: ReadonlySet<number>;
  readonly included: ReadonlySet<number>;
}

/** The examples of a data set with their labels. */
export interface LabeledExamples {
  readonly index: DataIndex;
  readonly target: TargetDescription;
  readonly pending: PendingView;
  /** Classes in the masks; null where targets are no masks, and until they are known. */
  readonly masks: ClassSets | null;
}

/** The class of an example; -1 where it has none, and where targets are of another kind. */
export function labelOf({ index, pending }: LabeledExamples, example: number): number {
  return pending.labels.get(example) ?? index.labels[example] ?? -1;
}

/** The classes of an example: its one, its several, or those in its mask. */
export function classesOf(examples: LabeledExamples, example: number): readonly number[] {
  const { index, pending, masks } = examples;
  const corrected = pending.targets.get(example);
  if (index.sets !== null) return corrected ?? classesIn(index.sets, example);
  if (masks !== null) return classesIn(masks, example);
  const label = labelOf(examples, example);
  return label < 0 ? [] : [label];
}

/** Whether an example has a class. */
export function isOfClass(examples: LabeledExamples, example: number, label: number): boolean {
  const { index, pending, masks } = examples;
  const corrected = pending.targets.get(example);
  if (index.sets !== null)
    return corrected === undefined ? hasClass(index.sets, example, label) : corrected.includes(label);
  return masks === null ? labelOf(examples, example) === label : hasClass(masks, example, label);
}

/** The numbers of an example as the source has them; NaN where there are none. */
export function numbersOf({ index, target, pending }: LabeledExamples, example: number): ArrayLike<number> {
  const size = target.kind === 'numbers' || target.kind === 'columns' ? storedValueCount(target) : 0;
  return pending.targets.get(example) ?? index.numbers?.subarray(example * size, (example + 1) * size) ?? [];
}

/** Values of one of the numbers that are shown; both ends count. */
export interface NumberRange {
  readonly column: number;
  readonly least: number;
  readonly most: number;
}

/** What is asked of the labels. */
export interface TargetFilter {
  /** Classes that the examples are of; none: all. */
  readonly classes: readonly number[];
  /** Of several classes or a mask: whether any of the chosen classes will do, or all must be there. */
  readonly match: 'any' | 'all';
  /** Only those of no class, or whose mask has nothing but the background: the first class. */
  readonly isEmpty: boolean;
  readonly ranges: readonly NumberRange[];
}

/** Whether examples pass; null: all do. */
export function targetTest(
  examples: LabeledExamples,
  { classes, match, isEmpty, ranges }: TargetFilter,
): ((example: number) => boolean) | null {
  if (examples.target.kind === 'numbers') {
    if (ranges.length === 0) return null;
    return (example) => {
      const numbers = numbersOf(examples, example);
      return ranges.every(({ column, least, most }) => {
        const value = numbers[column] ?? Number.NaN;
        return value >= least && value <= most;
      });
    };
  }
  if (isEmpty) return (example) => isWithoutClass(examples, example);
  if (classes.length === 0) return null;
  const isOf = (example: number) => (label: number) => isOfClass(examples, example, label);
  const isAll = match === 'all' && examples.target.kind !== 'class' && examples.target.kind !== 'columns';
  return (example) => (isAll ? classes.every(isOf(example)) : classes.some(isOf(example)));
}

/** Whether an example has no class; of a mask, none but the background. */
export function isWithoutClass(examples: LabeledExamples, example: number): boolean {
  const found = classesOf(examples, example);
  if (examples.target.kind !== 'mask') return found.length === 0;
  const ignored = ignoredClass(examples.target);
  return examples.masks !== null && found.every((label) => label === 0 || label === ignored);
}
