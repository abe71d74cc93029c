import type { TargetKindId, TrainedTarget } from '../../../../graph-runtime/targets/target-kind';
import { evaluationOfMasks } from './mask';
import { evaluationOfNumbers } from './numbers';
import { evaluationOfClass } from './one-class';
import { evaluationOfClasses } from './several-classes';
import type { TargetEvaluation } from './target-evaluation';
import { evaluationOfTuples } from './tuples';
import { evaluationOfImages } from './value-errors';

const evaluations: { readonly [K in TargetKindId]: TargetEvaluation } = {
  class: evaluationOfClass,
  classes: evaluationOfClasses,
  numbers: evaluationOfNumbers,
  mask: evaluationOfMasks,
  image: evaluationOfImages('image'),
  input: evaluationOfImages('input'),
  pair: evaluationOfTuples('pair'),
  triplet: evaluationOfTuples('triplet'),
};

/** How the test set is evaluated for a target. */
export function evaluationOf({ kind }: TrainedTarget): TargetEvaluation {
  return evaluations[kind.id];
}
