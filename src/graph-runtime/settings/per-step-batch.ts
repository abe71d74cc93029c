interface BatchSizes {
  readonly batchSize: number;
  readonly microBatchSize?: number | undefined;
}

interface DividedBatch extends BatchSizes {
  readonly replicas?: number | undefined;
  readonly batchStatistics?: 'parts' | 'synchronized' | undefined;
}

/** Examples that are computed together in a training step: a micro-batch where the settings have them, and never more than a batch. */
export function perStepBatch({ batchSize, microBatchSize = batchSize }: BatchSizes): number {
  return Math.min(batchSize, microBatchSize);
}

/** Examples that one device computes together: a native call's, or a replica's part of them (the larger parts where they differ by one). */
export function examplesTogether({ replicas = 1, ...sizes }: DividedBatch): number {
  return Math.ceil(perStepBatch(sizes) / replicas);
}

/** Examples over which batch normalization takes its statistics: those computed together, or those of all replicas where it is synchronized. */
export function normalizedTogether(settings: DividedBatch): number {
  return examplesTogether(asNormalized(settings));
}

/** Settings in which the replicas are those that batch normalization divides a batch by. */
function asNormalized(settings: DividedBatch): DividedBatch {
  return settings.batchStatistics === 'synchronized' ? { ...settings, replicas: undefined } : settings;
}

/**
 * The fewest examples over which batch normalization takes its statistics where a batch of `examples` is divided: the rest of the division into
 * micro-batches, or the smallest part of a replica.
 */
export function smallestPart(examples: number, settings: DividedBatch): number {
  const { replicas = 1, ...sizes } = asNormalized(settings);
  const size = perStepBatch(sizes);
  if (replicas === 1) return examples % size === 0 ? Math.min(size, examples) : examples % size;
  // A batch of fewer examples than replicas is not divided.
  return examples < replicas ? examples : Math.floor(examples / replicas);
}

/** Whether the settings ask for steps of several native calls, whose gradients are accumulated. */
export function isInParts({ batchSize, microBatchSize }: Partial<BatchSizes>): boolean {
  return batchSize !== undefined && microBatchSize !== undefined && microBatchSize < batchSize;
}

/** Whether batches can be divided among that many replicas: each needs an example, and they take the place of micro-batches. */
export function canDivide(sizes: BatchSizes, replicas: number): boolean {
  return !isInParts(sizes) && replicas <= sizes.batchSize;
}
