import { expect, it } from 'vitest';
import { StepTimes } from './step-times';

it('is the mean of whole steps after the first two, which compile and lay out memory', () => {
  const times = new StepTimes(256);
  for (const seconds of [9, 5, 1, 2]) times.add({ examples: 256, seconds });
  expect(times.mean).toBeNull();
  times.add({ examples: 96, seconds: 0.1 });
  expect(times.mean).toBeNull();
  times.add({ examples: 256, seconds: 3 });
  expect(times.mean).toBe(2);
});
