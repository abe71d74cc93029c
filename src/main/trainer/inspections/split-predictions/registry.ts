import { failure } from '../../../../contract/failures';
import type { TargetKindId, TrainedTarget } from '../../../../graph-runtime/targets/target-kind';
import { RunFailure } from '../../protocol/trainer-failure';
import type { SplitPredictions } from './gathered-predictions';
import { predictedMask } from './mask';
import { predictedNumbers } from './numbers';
import { predictedClass } from './one-class';
import { predictedClasses } from './several-classes';
import { predictedImages } from './value-errors';

/** Null: there is nothing to say of single examples. */
const predictions: { readonly [K in TargetKindId]: SplitPredictions | null } = {
  class: predictedClass,
  classes: predictedClasses,
  numbers: predictedNumbers,
  mask: predictedMask,
  image: predictedImages('image'),
  input: predictedImages('input'),
  pair: null,
  triplet: null,
};

/**
 * How the examples of a split are predicted for a target.
 *
 * @throws RunFailure `predictions-of-tuples` where images are compared with one another
 */
export function splitPredictionsOf({ kind }: TrainedTarget): SplitPredictions {
  const found = predictions[kind.id];
  if (found === null) throw new RunFailure(failure('predictions-of-tuples'));
  return found;
}
