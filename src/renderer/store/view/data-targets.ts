import { classesIn, hasClass } from '../../../contract/class-sets';
import {
  ignoredClass,
  type LabelColumn,
  labelNamed,
  storedValueCount,
} from '../../../graph-runtime/datasets/target-description';
import { type LabeledExamples, labelColumns, ofLabel } from './data-labels';

/* What examples are to be taken for, with the corrections that are not saved yet, and the filters by that. */

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

/** Labels of any kind. */
export const NO_TARGET_FILTER: TargetFilter = { classes: [], match: 'any', isEmpty: false, ranges: [] };

/** What is asked of each label, where examples have several: of the first one what is asked where there is one. */
export interface LabelFilters extends TargetFilter {
  /** Of further labels, by their names. */
  readonly labels: Readonly<Record<string, TargetFilter>>;
}

/** What is asked of the label that examples are shown with. */
export function filterOf({ column }: Of, filter: LabelFilters): TargetFilter {
  return isFurther(column) ? (filter.labels[column.name] ?? NO_TARGET_FILTER) : filter;
}

/** With something else asked of that label. */
export function changedFilter(
  { column }: Of,
  filter: LabelFilters,
  changes: Partial<TargetFilter>,
): Partial<LabelFilters> {
  if (!isFurther(column)) return changes;
  const before = filter.labels[column.name] ?? NO_TARGET_FILTER;
  return { labels: { ...filter.labels, [column.name]: { ...before, ...changes } } };
}

type Of = Pick<LabeledExamples, 'column'>;

/** Whether a label is one of several, and not the first. */
function isFurther(column: LabelColumn | undefined): column is LabelColumn {
  return column !== undefined && labelNamed(column.of, '')?.column?.name !== column.name;
}

/** Whether anything is asked of the labels. */
export function isAsking({ classes, isEmpty, ranges }: TargetFilter): boolean {
  return classes.length > 0 || isEmpty || ranges.length > 0;
}

/** Whether examples pass, by all of their labels; null: all do. */
export function targetTest(
  examples: LabeledExamples,
  filter: LabelFilters,
): ((example: number) => boolean) | null {
  const columns = labelColumns(examples.target);
  if (columns.length === 0) return labelTest(examples, filterOf(examples, filter));
  const tests = columns.flatMap(({ name }) => {
    const asked = filterOf(ofLabel(examples, name), filter);
    return isAsking(asked) ? (labelTest(ofLabel(examples, name), asked) ?? []) : [];
  });
  return tests.length === 0 ? null : (example) => tests.every((passes) => passes(example));
}

function labelTest(
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
  const isAll = match === 'all' && examples.target.kind !== 'class';
  return (example) => (isAll ? classes.every(isOf(example)) : classes.some(isOf(example)));
}

/** Whether an example has no class; of a mask, none but the background. */
export function isWithoutClass(examples: LabeledExamples, example: number): boolean {
  const found = classesOf(examples, example);
  if (examples.target.kind !== 'mask') return found.length === 0;
  const ignored = ignoredClass(examples.target);
  return examples.masks !== null && found.every((label) => label === 0 || label === ignored);
}
