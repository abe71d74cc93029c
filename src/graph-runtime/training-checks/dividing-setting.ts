import type { TrainingSettings } from '../document/document';

/** The setting that divides a batch into parts that are computed one by one, or on several devices; null where batches stay whole. */
export function dividingSetting({
  microBatchSize,
  replicas,
}: TrainingSettings): 'microBatchSize' | 'replicas' | null {
  if (replicas !== undefined) return 'replicas';
  return microBatchSize === undefined ? null : 'microBatchSize';
}
