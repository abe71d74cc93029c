import {
  type DataIndex,
  type DataPart,
  EXAMPLE_MARKS,
  partOf,
  partStarts,
} from '../../../contract/data-browser';
import type { Predictions } from '../../../contract/inspection';

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

export const DATA_ORDERS = ['stored', 'loss', 'surest', 'leastSure'] as const;
export type DataOrder = (typeof DATA_ORDERS)[number];

export type Outcome = 'right' | 'wrong';

/** Which examples are shown, and in which order. */
export interface DataFilter {
  /** Null: the splits, without what is in none of them. */
  readonly part: DataPart | null;
  /** Classes that the examples are of; none: all. */
  readonly classes: readonly number[];
  readonly problem: ProblemFilter | null;
  /** Why an example is excluded; null: for whatever reason. */
  readonly reason: string | null;
  readonly outcome: Outcome | null;
  /** The class that a run has predicted. */
  readonly predicted: number | null;
  readonly order: DataOrder;
}

export const NO_FILTER: DataFilter = {
  part: null,
  classes: [],
  problem: null,
  reason: null,
  outcome: null,
  predicted: null,
  order: 'stored',
};

/** What a run made of the examples, by the parts that it was asked about. */
export type PredictionsByPart = Partial<Record<DataPart, Predictions>>;

/** Changes that are not saved yet, as the window shows them. */
export interface PendingView {
  readonly labels: ReadonlyMap<number, number>;
  readonly excluded: ReadonlySet<number>;
  readonly included: ReadonlySet<number>;
}

/** The class of an example, with the corrections that are not saved yet; -1 where it has none. */
export function labelOf(index: DataIndex, pending: PendingView, example: number): number {
  return pending.labels.get(example) ?? index.labels[example] ?? -1;
}

/** Why an excluded example is in no split. */
export function reasonOf(index: DataIndex, example: number): string | null {
  const place = example - partStarts(index.counts).excluded;
  return place < 0 ? null : (index.reasons[index.reasonOf[place] ?? -1] ?? null);
}

interface Shown {
  readonly index: DataIndex;
  readonly predictions: PredictionsByPart;
  readonly pending: PendingView;
}

/** What a run made of one example; null where it was not asked. */
export function predictionOf(
  { counts }: DataIndex,
  predictions: PredictionsByPart,
  example: number,
): { readonly predicted: number; readonly confidence: number; readonly loss: number } | null {
  const part = partOf(counts, example);
  const place = example - partStarts(counts)[part];
  const { predictions: classes, confidences, losses } = predictions[part] ?? {};
  const predicted = classes?.[place];
  if (predicted === undefined) return null;
  return { predicted, confidence: confidences?.[place] ?? 0, loss: losses?.[place] ?? Number.NaN };
}

/** The examples that pass the filter, in its order. */
export function filterExamples(shown: Shown, filter: DataFilter): Uint32Array {
  const { index } = shown;
  const numbers = numbersOf(index, filter.part);
  const passes = testOf(shown, filter);
  const passed = numbers.filter(passes);
  return filter.order === 'stored' ? passed : sorted(passed, shown, filter.order);
}

function numbersOf({ counts }: DataIndex, part: DataPart | null): Uint32Array {
  const starts = partStarts(counts);
  const [start, end] = part === null ? [0, starts.excluded] : [starts[part], starts[part] + counts[part]];
  return Uint32Array.from({ length: end - start }, (_, at) => start + at);
}

function testOf({ index, predictions, pending }: Shown, filter: DataFilter): (example: number) => boolean {
  const classes = new Set(filter.classes);
  const { problem, reason, outcome, predicted } = filter;
  return (example) => {
    if (classes.size > 0 && !classes.has(labelOf(index, pending, example))) return false;
    if (problem !== null && !hasProblem(index, pending, example, problem)) return false;
    if (reason !== null && reasonOf(index, example) !== reason) return false;
    if (outcome === null && predicted === null) return true;
    const made = predictionOf(index, predictions, example);
    if (made === null) return false;
    if (predicted !== null && made.predicted !== predicted) return false;
    const isRight = made.predicted === labelOf(index, pending, example);
    return outcome === null || isRight === (outcome === 'right');
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
export function isChanged({ labels, excluded, included }: PendingView, example: number): boolean {
  return labels.has(example) || excluded.has(example) || included.has(example);
}

/** Examples that a run was not asked about come last, in the order of storage. */
function sorted(examples: Uint32Array, { index, predictions }: Shown, order: DataOrder): Uint32Array {
  const keys = new Float64Array(examples.length);
  examples.forEach((example, place) => {
    const made = predictionOf(index, predictions, example);
    const value = made === null ? Number.NaN : order === 'loss' ? made.loss : made.confidence;
    keys[place] = order === 'leastSure' ? value : -value;
  });
  const places = Uint32Array.from(examples, (_, place) => place);
  places.sort((a, b) => compare(keys[a] ?? 0, keys[b] ?? 0) || a - b);
  return places.map((place) => examples[place] ?? 0);
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}

/** How many examples of each class pass all filters but that for classes. */
export function countByClass(shown: Shown, filter: DataFilter, classCount: number): Int32Array {
  const counts = new Int32Array(classCount);
  const examples = filterExamples(shown, { ...filter, classes: [], order: 'stored' });
  for (const example of examples) {
    const label = labelOf(shown.index, shown.pending, example);
    if (label >= 0) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

/** How many examples of the part shown have each problem, and are excluded for each reason. */
export function countProblems(shown: Shown, part: DataPart | null) {
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
