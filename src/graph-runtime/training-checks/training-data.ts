import { firstLabel, type TargetDescription, targetSize } from '../datasets/target-description';
import { targetKindFor } from '../targets/registry';
import type { TrainingData } from './check';

/** What a data set says of itself. */
export interface DescribedDataset {
  readonly exampleShape: readonly number[];
  readonly target: TargetDescription;
  readonly trainCount: number;
  /** Of its own validation split; 0 or absent where it has none. */
  readonly validationCount?: number;
}

/**
 * What the checks want to know of a data set.
 *
 * @param limit training examples that a run uses at most
 */
export function trainingDataOf(
  { exampleShape, target, trainCount, validationCount = 0 }: DescribedDataset,
  limit = trainCount,
): TrainingData {
  const data = {
    exampleShape,
    classCount: targetKindFor(target, {})?.id === 'class' ? targetSize(firstLabel(target)) : 0,
    targets: target,
    hasOwnValidation: validationCount > 0,
  };
  return limit < trainCount
    ? { ...data, trainCount: limit, wholeTrainCount: trainCount }
    : { ...data, trainCount };
}
