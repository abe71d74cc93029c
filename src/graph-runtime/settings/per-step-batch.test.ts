import { expect, it } from 'vitest';
import { isInParts, perStepBatch } from './per-step-batch';

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

it('has no parts where the batch size is not known', () => {
  expect(isInParts({ microBatchSize: 8 })).toBe(false);
});
