import { validationCount } from '../../../graph-runtime/training-checks/run-length';
import { shuffledOrder } from './random-order';

/** Which of the stored training examples are trained on, and which are held out for validation. */
export interface SplitExamples {
  /** Indices in rising order. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** The stream of random numbers that picks; epochs, which have the others, count from 1. */
const STREAM = 0;

/** Holds out a share of `count` examples, picked by the seed: the same ones whenever the run is resumed. At least one is trained on. */
export function splitExamples(count: number, seed: number, share: number | undefined): SplitExamples {
  const apart = validationCount(count, share);
  const order = shuffledOrder(count, seed, STREAM);
  return {
    train: apart === 0 ? order.sort() : order.slice(apart).sort(),
    validation: order.slice(0, apart).sort(),
  };
}
