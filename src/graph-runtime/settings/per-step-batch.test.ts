import { expect, it } from 'vitest';
import {
  examplesTogether,
  isInParts,
  normalizedTogether,
  perStepBatch,
  smallestPart,
} from './per-step-batch';

it.each([
  [{ batchSize: 32 }, 32, false],
  [{ batchSize: 32, microBatchSize: undefined }, 32, false],
  [{ batchSize: 32, microBatchSize: 8 }, 8, true],
  [{ batchSize: 32, microBatchSize: 32 }, 32, false],
  [{ batchSize: 32, microBatchSize: 64 }, 32, false],
])('%j: %i at a time, in parts: %s', (settings, size, isDivided) => {
  expect(perStepBatch(settings)).toBe(size);
  expect(isInParts(settings)).toBe(isDivided);
});

it.each([
  [{ batchSize: 32 }, 32, 32],
  [{ batchSize: 32, microBatchSize: 12 }, 12, 8],
  [{ batchSize: 32, replicas: 2 }, 16, 16],
  [{ batchSize: 32, replicas: 5 }, 7, 6],
])('%j: at most %i and at least %i examples together', (settings, most, fewest) => {
  expect(examplesTogether(settings)).toBe(most);
  expect(smallestPart(32, settings)).toBe(fewest);
});

it('does not divide a last batch among more replicas than it has examples', () => {
  expect(smallestPart(3, { batchSize: 32, replicas: 4 })).toBe(3);
  expect(smallestPart(3, { batchSize: 32 })).toBe(3);
});

it('normalizes over the whole batch where that is synchronized, and computes in parts as before', () => {
  const settings = { batchSize: 32, replicas: 5, batchStatistics: 'synchronized' } as const;
  expect(normalizedTogether(settings)).toBe(32);
  expect(smallestPart(32, settings)).toBe(32);
  expect(smallestPart(3, settings)).toBe(3);
  expect(examplesTogether(settings)).toBe(7);
  expect(normalizedTogether({ ...settings, batchStatistics: 'parts' })).toBe(7);
  // Micro-batches come one after the other.
  expect(normalizedTogether({ batchSize: 32, microBatchSize: 8, batchStatistics: 'synchronized' })).toBe(8);
});

it('has no parts where the batch size is not known', () => {
  expect(isInParts({ microBatchSize: 8 })).toBe(false);
});
