import type { TrainingSettings } from '../settings/training-settings';

/** Examples that are computed together in a training step: a micro-batch where the settings have them, and never more than a batch. */
export function perStepBatch({
  batchSize,
  microBatchSize = batchSize,
}: Pick<TrainingSettings, 'batchSize' | 'microBatchSize'>): number {
  return Math.min(batchSize, microBatchSize);
}
