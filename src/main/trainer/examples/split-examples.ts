import { trainedCount, validationCount } from '../../../graph-runtime/training-checks/run-length';
import { shuffledOrder } from './random-order';

/** Which of the stored examples are trained on, and which are for validation. */
export interface SplitExamples {
  /** Indices of stored training examples in rising order. */
  readonly train: Int32Array;
  /** Indices in rising order: of training examples that are held out, or of the data set's own validation examples. */
  readonly validation: Int32Array;
  /** Whether the data set has validation examples of its own. */
  readonly hasOwnValidation: boolean;
}

export interface SplitSettings {
  readonly seed: number;
  /** Of all examples, those held out; absent: none. */
  readonly validationShare?: number | undefined;
  /** Of the others, those trained on; absent: all. */
  readonly trainingShare?: number | undefined;
}

/** The stream of random numbers that picks; epochs, which have the others, count from 1. */
const STREAM = 0;

/**
 * Holds out a share of the examples, and takes a share of the others to be trained on, picked by the seed: the same ones whenever the run is
 * resumed. At least one is trained on. Who has chosen examples to validate with is taken at their word: then none are held out.
 *
 * @param labels class of each stored training example
 * @param ownValidation how many validation examples of its own the data set has; null: none
 */
export function splitExamples(
  labels: ArrayLike<number>,
  { seed, validationShare, trainingShare }: SplitSettings,
  ownValidation: number | null = null,
): SplitExamples {
  const apart = ownValidation === null ? validationCount(labels.length, validationShare) : 0;
  const order = shuffledOrder(labels.length, seed, STREAM);
  const others = apart === 0 ? order : order.slice(apart);
  const count = trainedCount(others.length, trainingShare);
  const train = count === others.length ? others.slice() : shareOf(others, labels, count);
  return {
    train: train.sort(),
    validation:
      ownValidation === null
        ? order.slice(0, apart).sort()
        : Int32Array.from({ length: ownValidation }, (_, index) => index),
    hasOwnValidation: ownValidation !== null,
  };
}

/** The first ones of each class in `order`, as many as make the same share of each. */
function shareOf(order: Int32Array, labels: ArrayLike<number>, count: number): Int32Array {
  const classOf = (example: number) => labels[example] ?? 0;
  const sizes = new Map<number, number>();
  for (const example of order) sizes.set(classOf(example), (sizes.get(classOf(example)) ?? 0) + 1);
  const left = sharedOut(sizes, count);
  return order.filter((example) => {
    const wanted = left.get(classOf(example)) ?? 0;
    left.set(classOf(example), wanted - 1);
    return wanted > 0;
  });
}

/** Divides `count` among classes by their sizes; what rounding down leaves goes to the largest remainders (Hamilton's method). */
function sharedOut(sizes: ReadonlyMap<number, number>, count: number): Map<number, number> {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const shares = [...sizes].map(([label, size]) => {
    const exact = (size * count) / total;
    return { label, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  const missing = count - shares.reduce((sum, { whole }) => sum + whole, 0);
  const raised = new Set(
    [...shares]
      .sort((a, b) => b.rest - a.rest || a.label - b.label)
      .slice(0, missing)
      .map(({ label }) => label),
  );
  return new Map(shares.map(({ label, whole }) => [label, whole + (raised.has(label) ? 1 : 0)]));
}
