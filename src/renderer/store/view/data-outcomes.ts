import { classesIn, hasClass } from '../../../contract/class-sets';
import { type DataPart, partOf, partStarts } from '../../../contract/data-browser';
import type { Predictions } from '../../../contract/predictions';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { type LabeledExamples, ofFirstLabel, ofLabel } from './data-labels';
import { classesOf, labelOf, numbersOf } from './data-targets';

/* What a run made of examples: filters and orders by it, for each kind of prediction. */

/** What a run made of the examples, by the parts that it was asked about. */
export type PredictionsByPart = Partial<Record<DataPart, Predictions>>;

export interface PredictedExamples extends LabeledExamples {
  readonly predictions: PredictionsByPart;
  /** Of several labels, the one that the run has learned; absent: the first. */
  readonly learned?: string | undefined;
}

export type DataOrder =
  | 'stored'
  | 'loss'
  | 'surest'
  | 'leastSure'
  | 'missed'
  | 'added'
  | 'error'
  | 'iou'
  | 'pixels';

/** `missed`: a label is not predicted; `added`: a class is predicted that is no label. */
export type Outcome = 'right' | 'wrong' | 'missed' | 'added';

/** Nothing is predicted of single examples. */
const NONE = {
  orders: [],
  outcomes: [],
  hasClasses: false,
  rank: () => 0,
  is: () => false,
  isPredicted: () => false,
};

type PredictionsOf<K extends TargetKindId> = Extract<Predictions, { readonly kind: K }>;

/** What can be asked of the predictions of one kind. */
interface OutcomeKind<K extends TargetKindId> {
  /** Besides that of storage. */
  readonly orders: readonly DataOrder[];
  readonly outcomes: readonly Outcome[];
  /** Whether examples can be filtered by a class that was predicted. */
  readonly hasClasses: boolean;
  /** A number that is smaller the earlier an example comes; NaN comes last. */
  rank(made: Made<K>, order: DataOrder): number;
  is(made: Made<K>, outcome: Outcome): boolean;
  isPredicted(made: Made<K>, label: number): boolean;
}

/** The prediction of one example. */
export interface Made<K extends TargetKindId = TargetKindId> {
  readonly examples: PredictedExamples;
  readonly predictions: PredictionsOf<K>;
  readonly example: number;
  /** Its place in the part. */
  readonly place: number;
}

const never = () => false;
const at = (values: ArrayLike<number>, place: number) => values[place] ?? Number.NaN;

const ofClass: OutcomeKind<'class'> = {
  orders: ['loss', 'surest', 'leastSure'],
  outcomes: ['right', 'wrong'],
  hasClasses: true,
  rank: ({ predictions: { losses, confidences }, place }, order) =>
    order === 'loss' ? -at(losses, place) : (order === 'leastSure' ? 1 : -1) * at(confidences, place),
  is: ({ examples, predictions, example, place }, outcome) =>
    (predictions.predictions[place] === labelOf(examples, example)) === (outcome === 'right'),
  isPredicted: ({ predictions, place }, label) => predictions.predictions[place] === label,
};

/** Labels that are not predicted, and predicted classes that are no labels. */
export function classMistakes({ examples, predictions, example, place }: Made<'classes'>) {
  const labels = classesOf(examples, example);
  const predicted = classesIn(predictions.predicted, place);
  return {
    missed: labels.filter((label) => !hasClass(predictions.predicted, place, label)),
    added: predicted.filter((label) => !labels.includes(label)),
  };
}

const ofClasses: OutcomeKind<'classes'> = {
  orders: ['loss', 'missed', 'added'],
  outcomes: ['right', 'wrong', 'missed', 'added'],
  hasClasses: true,
  rank: (made, order) => {
    if (order === 'loss') return -at(made.predictions.losses, made.place);
    const { missed, added } = classMistakes(made);
    return -(order === 'missed' ? missed : added).length;
  },
  is: (made, outcome) => {
    const { missed, added } = classMistakes(made);
    if (outcome === 'missed') return missed.length > 0;
    if (outcome === 'added') return added.length > 0;
    return (missed.length + added.length === 0) === (outcome === 'right');
  },
  isPredicted: ({ predictions, place }, label) => hasClass(predictions.predicted, place, label),
};

/** How far off the numbers of an example are, each as a share of its deviation among the training examples: they have different units. */
export function numberError({ examples, predictions, example, place }: Made<'numbers'>): number {
  const { target } = examples;
  if (target.kind !== 'numbers') return Number.NaN;
  const actual = numbersOf(examples, example);
  const size = target.names.length;
  const sum = target.deviation.reduce(
    (total, deviation, column) =>
      total + Math.abs(at(predictions.numbers, place * size + column) - at(actual, column)) / deviation,
    0,
  );
  return sum / size;
}

const ofNumbers: OutcomeKind<'numbers'> = {
  orders: ['error'],
  outcomes: [],
  hasClasses: false,
  rank: (made) => -numberError(made),
  is: never,
  isPredicted: never,
};

const ofMasks: OutcomeKind<'mask'> = {
  orders: ['iou', 'pixels'],
  outcomes: [],
  hasClasses: false,
  rank: ({ predictions: { ious, accuracies }, place }, order) =>
    at(order === 'iou' ? ious : accuracies, place),
  is: never,
  isPredicted: never,
};

const ofErrors = {
  orders: ['error'],
  outcomes: [],
  hasClasses: false,
  rank: ({ predictions: { errors }, place }: Made<'image'> | Made<'input'>) => -at(errors, place),
  is: never,
  isPredicted: never,
} as const;

/** Every kind, so that each is given predictions of its own. */
const kinds: { readonly [K in TargetKindId]: OutcomeKind<K> } = {
  class: ofClass,
  classes: ofClasses,
  numbers: ofNumbers,
  mask: ofMasks,
  image: ofErrors,
  input: ofErrors,
  pair: NONE,
  triplet: NONE,
};

/** What can be asked of the predictions of a run with such targets. */
export function outcomeKind(
  kind: TargetKindId,
): Pick<OutcomeKind<TargetKindId>, 'orders' | 'outcomes' | 'hasClasses'> {
  return kinds[kind];
}

/** The examples with the label that the run has learned. */
export function ofLearned(examples: PredictedExamples): PredictedExamples {
  const { learned } = examples;
  return learned === undefined ? ofFirstLabel(examples) : ofLabel(examples, learned);
}

/** What a run made of one example; null where it was not asked. */
export function madeOf(examples: PredictedExamples, example: number): Made | null {
  const { counts } = examples.index;
  const part = partOf(counts, example);
  const predictions = examples.predictions[part];
  if (predictions === undefined) return null;
  const place = example - partStarts(counts)[part];
  return { examples: ofLearned(examples), predictions, example, place };
}

/** The prediction, where it is of that kind. */
export function isMade<K extends TargetKindId>(
  made: Made | null,
  kind: K,
): made is Made & { readonly predictions: PredictionsOf<K> } {
  return made?.predictions.kind === kind;
}

function kindOf(made: Made): OutcomeKind<TargetKindId> {
  // Each kind reads predictions of its own kind only.
  return kinds[made.predictions.kind] as OutcomeKind<TargetKindId>;
}

/** Smaller the earlier an example comes. */
export function rankOf(made: Made, order: DataOrder): number {
  return kindOf(made).rank(made, order);
}

export function isOutcome(made: Made, outcome: Outcome): boolean {
  return kindOf(made).is(made, outcome);
}

export function isPredicted(made: Made, label: number): boolean {
  return kindOf(made).isPredicted(made, label);
}

/** Whether a prediction is wrong; never where that is a matter of degree. */
export function isWrong(made: Made | null): boolean {
  return made !== null && kindOf(made).outcomes.includes('wrong') && isOutcome(made, 'wrong');
}
