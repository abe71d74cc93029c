import { rm } from 'node:fs/promises';
import { expect } from 'vitest';
import { figuresOf, type TrainingTrial, type Trial } from './run-training';

/**
 * Checks that a run of two epochs, stopped at step 6 and resumed, gives the numbers of one that never stopped, bit for bit.
 *
 * @param runDirectory which is made, and removed
 */
export async function expectResumedBitForBit(
  run: (trial: TrainingTrial) => Promise<Trial>,
  runDirectory: string,
): Promise<void> {
  const whole = await run({});
  try {
    await run({ runDirectory, stopAtStep: 6 });
    const resumed = await run({ runDirectory, resume: true });
    for (const [step, result] of resumed.steps) expect(result).toEqual(whole.steps.get(step));
    expect(resumed.steps.size).toBeGreaterThan(0);
    expect(figuresOf(resumed.points)).toEqual(figuresOf(whole.points).slice(-resumed.points.length));
  } finally {
    await rm(runDirectory, { recursive: true, force: true });
  }
}
