import type { TargetKindId, TrainedTarget } from '../../../../graph-runtime/targets/target-kind';
import type { SplitPredictions } from './gathered-predictions';
import { reconstructed } from './input-itself';
import { predictedMask } from './mask';
import { predictedNumbers } from './numbers';
import { predictedClass } from './one-class';
import { predictedClasses } from './several-classes';

const predictions: { readonly [K in TargetKindId]: SplitPredictions } = {
  class: predictedClass,
  classes: predictedClasses,
  numbers: predictedNumbers,
  mask: predictedMask,
  input: reconstructed,
};

/** How the examples of a split are predicted for a target. */
export function splitPredictionsOf({ kind }: TrainedTarget): SplitPredictions {
  return predictions[kind.id];
}
