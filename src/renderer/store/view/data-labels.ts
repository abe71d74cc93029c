import { addClass, emptySets, type ClassSets } from '../../../contract/class-sets';
import type { DataIndex } from '../../../contract/data-browser';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import {
  columnsOf,
  type LabelColumn,
  labelNamed,
  storedValueCount,
  type TargetDescription,
  targetSize,
} from '../../../graph-runtime/datasets/target-description';

/* Examples with their labels; of data sets whose examples have several labels, one of them as if there were no other. */

/** Changes that are not saved yet, as the window shows them. */
export interface PendingView {
  readonly labels: ReadonlyMap<number, number>;
  /** New classes of several, new numbers, or the values of all labels of an example. */
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
  /** Of the masks among several labels, by the names of these, as far as they are known. */
  readonly masksOfLabels?: ReadonlyMap<string, ClassSets> | undefined;
  /** The label of several that these are of; absent: the only one, or all. */
  readonly column?: LabelColumn;
}

/** The values of an example's labels, one after the other; none where it has none. */
type RowOf = (example: number) => ArrayLike<number>;

/** The labels of a data set whose examples have several, and the numbers beside them, by which examples can be filtered; none of other data sets. */
export function labelColumns(target: TargetDescription): readonly LabelColumn[] {
  return columnsOf(target).filter(({ name }) => targetOfColumn(target, name) !== null);
}

/** What one label is, as the label of a data set that has no other; null where there is none of that name. */
function targetOfColumn(target: TargetDescription, name: string): TargetDescription | null {
  const found = target.kind === 'columns' ? target.columns.find((column) => column.name === name) : undefined;
  if (found === undefined) return null;
  return found.target.kind === 'features' ? { ...found.target, kind: 'numbers' } : found.target;
}

/** The examples with one of their several labels alone; as they are where the data set has none of that name. */
export function ofLabel<E extends LabeledExamples>(examples: E, name: string): E {
  const { target, index, pending } = examples;
  const own = targetOfColumn(target, name);
  const column = columnsOf(target).find((one) => one.name === name);
  if (own === null || column === undefined) return examples;
  const view = { column, target: own };
  const masks = column.image === undefined ? null : (examples.masksOfLabels?.get(name) ?? null);
  return {
    ...examples,
    ...view,
    masks,
    index: indexOfLabel(index, view),
    pending: pendingOfLabel(pending, view),
  };
}

/** With the first of several labels alone, which runs are compared by; as they are where there is one. */
export function ofFirstLabel<E extends LabeledExamples>(examples: E): E {
  const { target } = examples;
  const first = target.kind === 'columns' ? labelNamed(target, '')?.column : undefined;
  return first ? ofLabel(examples, first.name) : examples;
}

/** The values of all labels with others for one of them. @param values as the window has them: a class, classes, or numbers */
export function withLabel(
  row: ArrayLike<number>,
  { column, target }: Pick<LabeledExamples, 'column' | 'target'>,
  values: readonly number[],
): readonly number[] {
  if (column === undefined) return values;
  const stored =
    target.kind === 'classes'
      ? Array.from({ length: column.values }, (_, at) => Number(values.includes(at)))
      : values;
  return Array.from(row, (value, at) => stored[at - column.at] ?? value);
}

/** A label of several. */
interface OneLabel {
  readonly column: LabelColumn;
  readonly target: TargetDescription;
}

/** The classes or numbers of one label, of its values in a row. */
export function labelValues(row: ArrayLike<number>, { column, target }: OneLabel): readonly number[] {
  const values = Array.from({ length: column.values }, (_, at) => row[column.at + at] ?? Number.NaN);
  return target.kind === 'classes' ? values.flatMap((value, at) => (value === 1 ? [at] : [])) : values;
}

/** Of each label, by its name. */
const indicesOf = oncePer((_all: DataIndex) => new Map<string, DataIndex>());
const pendingOf = oncePer((_all: PendingView) => new Map<string, PendingView>());

function indexOfLabel(index: DataIndex, view: OneLabel): DataIndex {
  return once(indicesOf(index), view, () => {
    const stride = storedValueCount(view.column.of);
    const rowOf: RowOf = (example) => index.numbers?.subarray(example * stride, (example + 1) * stride) ?? [];
    return { ...index, ...labelsOf(index.labels.length, rowOf, view) };
  });
}

function labelsOf(
  count: number,
  rowOf: RowOf,
  view: OneLabel,
): Pick<DataIndex, 'labels' | 'sets' | 'numbers'> {
  const { target } = view;
  const valuesOf = (example: number) => labelValues(rowOf(example), view);
  const examples = Array.from({ length: count }, (_, example) => example);
  if (target.kind === 'class') {
    const labels = Int32Array.from(examples, (example) => classIn(valuesOf(example)));
    return { labels, sets: null, numbers: null };
  }
  const labels = new Int32Array(count).fill(-1);
  if (target.kind === 'classes') {
    const sets = emptySets(count, targetSize(target));
    for (const example of examples) for (const label of valuesOf(example)) addClass(sets, example, label);
    return { labels, sets, numbers: null };
  }
  if (target.kind === 'mask') return { labels, sets: null, numbers: null };
  return { labels, sets: null, numbers: Float32Array.from(examples.flatMap(valuesOf)) };
}

/** -1 where there is none. */
function classIn([value = Number.NaN]: readonly number[]): number {
  return Number.isNaN(value) ? -1 : value;
}

function pendingOfLabel(pending: PendingView, view: OneLabel): PendingView {
  return once(pendingOf(pending), view, () => {
    const targets = new Map([...pending.targets].map(([example, row]) => [example, labelValues(row, view)]));
    if (view.target.kind !== 'class') return { ...pending, targets };
    const labels = new Map([...targets].map(([example, values]) => [example, classIn(values)]));
    return { ...pending, labels, targets: new Map() };
  });
}

function once<T>(known: Map<string, T>, { column: { name } }: OneLabel, compute: () => T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  const computed = compute();
  known.set(name, computed);
  return computed;
}
