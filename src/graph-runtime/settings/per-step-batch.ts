interface BatchSizes {
  readonly batchSize: number;
  readonly microBatchSize?: number | undefined;
}

/** Examples that are computed together in a training step: a micro-batch where the settings have them, and never more than a batch. */
export function perStepBatch({ batchSize, microBatchSize = batchSize }: BatchSizes): number {
  return Math.min(batchSize, microBatchSize);
}

/** Whether the settings ask for steps of several native calls, whose gradients are accumulated. */
export function isInParts({ batchSize, microBatchSize }: Partial<BatchSizes>): boolean {
  return batchSize !== undefined && microBatchSize !== undefined && microBatchSize < batchSize;
}
