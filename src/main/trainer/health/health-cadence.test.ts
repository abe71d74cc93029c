import { expect, it } from 'vitest';
import { HealthCadence } from './health-cadence';

interface Speeds {
  readonly step: number;
  readonly look: number;
  /** The first ones, with what the engine compiles. */
  readonly firstStep?: number;
  readonly firstLook?: number;
}

/** Trains this many steps on a machine of these speeds (seconds) and answers at which steps it was looked. */
function looks(
  steps: number,
  { step: stepSeconds, look, firstStep = stepSeconds, firstLook = look }: Speeds,
) {
  const cadence = new HealthCadence(steps);
  const seen: number[] = [];
  for (let step = 1; step <= steps; step += 1) {
    const isDue = cadence.isDue(step);
    cadence.addStep(step === 1 ? firstStep : stepSeconds);
    if (!isDue) continue;
    cadence.addLook(step, seen.length === 0 ? firstLook : look);
    seen.push(step);
  }
  return { seen, share: cadence.share };
}

it('looks as often as 3% allow', () => {
  const { seen, share } = looks(10_000, { step: 0.01, look: 0.013 });
  expect(seen[0]).toBe(10);
  expect(share).toBeLessThan(0.03);
  expect(seen.length).toBeGreaterThan(100);
});

it('stays within 3% however short the run is', () => {
  for (const speeds of [
    { step: 0.01, look: 0.013, firstStep: 0.3, firstLook: 0.3 },
    { step: 2, look: 4, firstStep: 4, firstLook: 6 },
    { step: 0.5, look: 0.6, firstStep: 5, firstLook: 5 },
  ]) {
    for (const steps of [5, 20, 80, 150, 400, 1_000, 4_000]) {
      expect(looks(steps, speeds).share).toBeLessThan(0.03);
    }
    expect(looks(4_000, speeds).seen.length).toBeGreaterThan(10);
  }
});

it('pays for a first look dearer than was to be expected before it looks again', () => {
  const { seen, share } = looks(3_000, { step: 0.01, look: 0.013, firstLook: 0.5 });
  // Less is left for the others than when it cost what was expected.
  expect(seen.length).toBeLessThan(looks(3_000, { step: 0.01, look: 0.013 }).seen.length / 2);
  expect(seen.length).toBeGreaterThan(10);
  expect(share).toBeLessThan(0.03);
});

it('looks less often on a network whose looks are dear', () => {
  const cheap = looks(1_000, { step: 1, look: 1 }).seen.length;
  const dear = looks(1_000, { step: 1, look: 5 }).seen.length;
  expect(cheap / dear).toBeGreaterThan(4);
});

it('looks at most 200 times, spread over the run', () => {
  const { seen } = looks(100_000, { step: 1, look: 0.001 });
  expect(seen.length).toBeLessThanOrEqual(200);
  expect(seen.at(-1)).toBeGreaterThan(99_000);
});

it('looks soon after a run is resumed, but not at the step in which the engine compiles', () => {
  const cadence = new HealthCadence(2_000);
  const seen: number[] = [];
  for (let step = 1_000; step <= 2_000; step += 1) {
    const isDue = cadence.isDue(step);
    cadence.addStep(step === 1_000 ? 0.3 : 0.02);
    if (isDue) {
      cadence.addLook(step, 0.03);
      seen.push(step);
    }
  }
  expect(seen[0]).toBeGreaterThan(1_000);
  expect(seen[0]).toBeLessThan(1_020);
  expect(cadence.share).toBeLessThan(0.03);
});

it('looks at the last step of a run too short for any look, where that is cheap, and never where nothing is to be seen', () => {
  const closing = (steps: number, seconds: number, share?: number) => {
    const cadence = new HealthCadence(steps, share);
    for (let step = 1; step < steps; step += 1) {
      expect(cadence.isDue(step)).toBe(false);
      expect(cadence.isClosing(step)).toBe(false);
      cadence.addStep(step === 1 ? 20 * seconds : seconds);
    }
    return !cadence.isDue(steps) && cadence.isClosing(steps);
  };
  expect(closing(200, 0.02)).toBe(true);
  // Also where the first look was all that it could pay.
  const cadence = new HealthCadence(470);
  let seen = 0;
  for (let step = 1; step < 470; step += 1) {
    const isDue = cadence.isDue(step);
    cadence.addStep(step === 1 ? 0.2 : 0.02);
    if (isDue) cadence.addLook(step, 0.8);
    if (isDue) seen += 1;
  }
  expect(seen).toBe(1);
  expect(cadence.isClosing(470)).toBe(true);
  // Forty seconds at the end of a run of a minute and a half.
  expect(closing(30, 2)).toBe(false);
  expect(closing(200, 0.02, 0)).toBe(false);
});
