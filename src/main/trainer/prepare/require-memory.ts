import { failure } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import {
  type DatasetSize,
  forecastTrainingMemory,
  largestBatchThatFits,
} from '../../../graph-runtime/memory/memory-forecast';
import { perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import { availableMemory } from '../../machine/available-memory';
import { RunFailure } from '../protocol/trainer-failure';

/** The largest factor by which a forecast exceeded the measured memory: a training within it is not refused. */
const TOLERANCE = 1.1;

/** Main memory this process may have in all, in bytes: what is free, and what it has already. */
export function memoryForThisProcess(): number {
  return availableMemory() + process.memoryUsage.rss();
}

/**
 * Makes sure that a training fits main memory, before anything large is allocated.
 *
 * @param memory bytes the process may have in all
 * @throws RunFailure `not-enough-memory` with the largest batch that fits (`batchSize`), which may also be a micro-batch; or
 *   `network-too-large` when not even one example does
 */
export function requireMemory(
  analysis: NetworkAnalysis,
  training: TrainingSettings,
  { isFed, ...data }: DatasetSize & { readonly isFed: boolean },
  memory: number,
): void {
  const settings = { ...training, data, isFed };
  const { bytes } = forecastTrainingMemory(analysis, settings);
  if (bytes <= memory * TOLERANCE) return;
  // What fits in parts fits as a whole batch too.
  const fitting = largestBatchThatFits(analysis, memory, { ...settings, isInParts: true });
  const values = { neededBytes: bytes, availableBytes: memory, tried: perStepBatch(training) };
  throw new RunFailure(
    fitting === 0
      ? failure('network-too-large', values)
      : failure('not-enough-memory', { ...values, batchSize: roundBatch(fitting) }),
  );
}

/** A batch size people use, not above the given: a power of two, or the number itself when it is small. */
export function roundBatch(batchSize: number): number {
  return batchSize < 8 ? batchSize : 2 ** Math.floor(Math.log2(batchSize));
}
