import type { CheckContext } from './check';

/** Of `count` training examples, how many are held out for validation: at least one where a share is set, and never all. */
export function validationCount(count: number, share: number | undefined): number {
  return share === undefined ? 0 : Math.min(count - 1, Math.max(1, Math.round(count * share)));
}

/** Of `count` training examples that are not held out, how many are trained on: at least one. */
export function trainedCount(count: number, share: number | undefined): number {
  return share === undefined ? count : Math.min(count, Math.max(1, Math.round(count * share)));
}

/** How long a run is. */
export interface RunLength {
  /** Examples trained on in an epoch. */
  readonly examples: number;
  readonly stepsPerEpoch: number;
  readonly steps: number;
}

/** The length of the run that the settings describe; null while the data is not known. */
export function runLength({ data, settings }: Pick<CheckContext, 'data' | 'settings'>): RunLength | null {
  if (data === null) return null;
  const { batchSize, epochs, trainingShare, validationShare } = settings;
  const held = data.hasOwnValidation ? 0 : validationCount(data.trainCount, validationShare);
  const examples = trainedCount(data.trainCount - held, trainingShare);
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  return { examples, stepsPerEpoch, steps: stepsPerEpoch * epochs };
}
