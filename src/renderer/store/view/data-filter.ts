import { type DataIndex, type DataPart, EXAMPLE_MARKS, partStarts } from '../../../contract/data-browser';
import {
  type DataOrder,
  isOutcome,
  isPredicted,
  madeOf,
  type Outcome,
  outcomeKind,
  type PredictedExamples,
  rankOf,
} from './data-outcomes';
import { ofLabel, type PendingView } from './data-labels';
import { compareByLabel, type LabelOrder } from './data-order';
import {
  changedFilter,
  classesOf,
  isWithoutClass,
  type LabelFilters,
  NO_TARGET_FILTER,
  targetTest,
} from './data-targets';

/** What can be wrong with examples, and be looked for. */
export const PROBLEM_FILTERS = [
  'duplicate',
  'duplicateAcross',
  'nearDuplicate',
  'nearDuplicateAcross',
  'conflict',
  'corrected',
  'noted',
  'changed',
] as const;
export type ProblemFilter = (typeof PROBLEM_FILTERS)[number];

/** Which examples are shown, and in which order. */
export interface DataFilter extends LabelFilters {
  /** Which of several labels is filtered by in the pane; null: the first. */
  readonly label: string | null;
  /** Null: the splits, without what is in none of them. */
  readonly part: DataPart | null;
  readonly problem: ProblemFilter | null;
  /** Why an example is excluded; null: for whatever reason. */
  readonly reason: string | null;
  readonly outcome: Outcome | null;
  /** The class that a run has predicted. */
  readonly predicted: number | null;
  readonly order: DataOrder | LabelOrder;
}

export const NO_FILTER: DataFilter = {
  ...NO_TARGET_FILTER,
  labels: {},
  label: null,
  part: null,
  problem: null,
  reason: null,
  outcome: null,
  predicted: null,
  order: 'stored',
};

/** Why an excluded example is in no split. */
export function reasonOf(index: DataIndex, example: number): string | null {
  const place = example - partStarts(index.counts).excluded;
  return place < 0 ? null : (index.reasons[index.reasonOf[place] ?? -1] ?? null);
}

/** The examples that pass the filter, in its order. */
export function filterExamples(shown: PredictedExamples, filter: DataFilter): Uint32Array {
  const numbers = numbersOf(shown.index, filter.part);
  const passes = testOf(shown, filter);
  const passed = numbers.filter(passes);
  const { order } = filter;
  if (order === 'stored') return passed;
  return typeof order === 'string'
    ? sorted(passed, shown, order)
    : passed.sort(compareByLabel(ofLabel(shown, order.label), order));
}

function numbersOf({ counts }: DataIndex, part: DataPart | null): Uint32Array {
  const starts = partStarts(counts);
  const [start, end] = part === null ? [0, starts.excluded] : [starts[part], starts[part] + counts[part]];
  return Uint32Array.from({ length: end - start }, (_, at) => start + at);
}

function testOf(shown: PredictedExamples, filter: DataFilter): (example: number) => boolean {
  const { index, pending } = shown;
  const { problem, reason, outcome, predicted } = filter;
  const isTarget = targetTest(shown, filter);
  return (example) => {
    if (isTarget !== null && !isTarget(example)) return false;
    if (problem !== null && !hasProblem(index, pending, example, problem)) return false;
    if (reason !== null && reasonOf(index, example) !== reason) return false;
    if (outcome === null && predicted === null) return true;
    const made = madeOf(shown, example);
    if (made === null) return false;
    if (predicted !== null && !isPredicted(made, predicted)) return false;
    return outcome === null || isOutcome(made, outcome);
  };
}

function hasProblem(
  index: DataIndex,
  pending: PendingView,
  example: number,
  problem: ProblemFilter,
): boolean {
  if (problem === 'changed') return isChanged(pending, example);
  return ((index.marks[example] ?? 0) & EXAMPLE_MARKS[problem]) !== 0;
}

/** Whether an example has a change that is not saved yet. */
export function isChanged({ labels, targets, excluded, included }: PendingView, example: number): boolean {
  return labels.has(example) || targets.has(example) || excluded.has(example) || included.has(example);
}

/** Examples that a run was not asked about come last, in the order of storage. */
function sorted(examples: Uint32Array, shown: PredictedExamples, order: DataOrder): Uint32Array {
  const keys = new Float64Array(examples.length);
  examples.forEach((example, place) => {
    const made = madeOf(shown, example);
    const isKnown = made !== null && outcomeKind(made.predictions.kind).orders.includes(order);
    keys[place] = isKnown ? rankOf(made, order) : Number.NaN;
  });
  const places = Uint32Array.from(examples, (_, place) => place);
  places.sort((a, b) => compare(keys[a] ?? 0, keys[b] ?? 0) || a - b);
  return places.map((place) => examples[place] ?? 0);
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}

export interface ClassCounts {
  /** Examples of each class. */
  readonly counts: Int32Array;
  /** Examples of none; of masks, those with nothing but the background. */
  readonly empty: number;
}

/**
 * How many examples of each class pass all filters but that for classes.
 *
 * @param name of one of several labels; absent: the only one
 */
export function countByClass(
  all: PredictedExamples,
  filter: DataFilter,
  classCount: number,
  name?: string,
): ClassCounts {
  const shown = name === undefined ? all : ofLabel(all, name);
  const counts = new Int32Array(classCount);
  let empty = 0;
  const others = { ...filter, ...changedFilter(shown, filter, NO_TARGET_FILTER) };
  const examples = filterExamples(all, { ...others, order: 'stored' });
  for (const example of examples) {
    for (const label of classesOf(shown, example)) counts[label] = (counts[label] ?? 0) + 1;
    if (isWithoutClass(shown, example)) empty += 1;
  }
  return { counts, empty };
}

/** How many examples of the part shown have each problem, and are excluded for each reason. */
export function countProblems(shown: Pick<PredictedExamples, 'index' | 'pending'>, part: DataPart | null) {
  const { index, pending } = shown;
  const problems = new Map<ProblemFilter, number>();
  const reasons = new Map<string, number>();
  const add = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const example of numbersOf(index, part)) {
    for (const problem of PROBLEM_FILTERS) {
      if (hasProblem(index, pending, example, problem)) add(problems, problem);
    }
    const reason = part === 'excluded' ? reasonOf(index, example) : null;
    if (reason !== null) add(reasons, reason);
  }
  return { problems, reasons };
}
