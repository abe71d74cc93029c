import type { TrainingData } from './check';

/** What a data set says of itself. */
export interface DescribedDataset {
  readonly imageShape: readonly number[];
  readonly classNames: { readonly en: readonly string[] };
  readonly trainCount: number;
}

/**
 * What the checks want to know of a data set.
 *
 * @param limit training examples that a run uses at most
 */
export function trainingDataOf(
  { imageShape, classNames, trainCount }: DescribedDataset,
  limit = trainCount,
): TrainingData {
  const data = { imageShape, classCount: classNames.en.length };
  return limit < trainCount
    ? { ...data, trainCount: limit, wholeTrainCount: trainCount }
    : { ...data, trainCount };
}
