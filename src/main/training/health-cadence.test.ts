import { expect, it } from 'vitest';
import { HealthCadence } from './health-cadence';

/** Trains so many steps on a machine of these speeds (seconds) and answers at which steps it was looked. */
function looks(steps: number, stepSeconds: number, lookSeconds: number, firstLookSeconds = lookSeconds) {
  const cadence = new HealthCadence(steps);
  const seen: number[] = [];
  for (let step = 1; step <= steps; step += 1) {
    const isDue = cadence.isDue(step);
    cadence.addStep(stepSeconds);
    if (!isDue) continue;
    cadence.addLook(step, seen.length === 0 ? firstLookSeconds : lookSeconds);
    seen.push(step);
  }
  return { seen, share: cadence.share };
}

it('looks early, and from then on as often as 3% allow', () => {
  const { seen, share } = looks(10_000, 0.01, 0.013);
  expect(seen[0]).toBe(10);
  expect(share).toBeLessThan(0.03);
  expect(seen.length).toBeGreaterThan(100);
});

it('pays for a first look that had to be compiled before it looks again', () => {
  const { seen, share } = looks(3_000, 0.01, 0.013, 0.5);
  expect(seen[0]).toBe(10);
  expect(seen[1]).toBeGreaterThan(2_000);
  expect(seen.length).toBeGreaterThan(10);
  expect(share).toBeLessThan(0.03);
});

it('looks less often on a network whose looks are dear', () => {
  const cheap = looks(1_000, 1, 1).seen.length;
  const dear = looks(1_000, 1, 5).seen.length;
  expect(cheap / dear).toBeGreaterThan(4);
});

it('looks at most 200 times, spread over the run', () => {
  const { seen } = looks(100_000, 1, 0.001);
  expect(seen.length).toBeLessThanOrEqual(200);
  expect(seen.at(-1)).toBeGreaterThan(99_000);
});
