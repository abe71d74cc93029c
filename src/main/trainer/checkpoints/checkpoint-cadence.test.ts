import { describe, expect, it } from 'vitest';
import { CheckpointCadence } from './checkpoint-cadence';

/** Steps after which a checkpoint is begun, with steps of this many milliseconds and checkpoints that hold training up for this many. */
async function checkpoints(
  epochs: number | undefined,
  { steps, stepMilliseconds, wait }: { steps: number; stepMilliseconds: number; wait: number },
): Promise<number[]> {
  let now = 5;
  const cadence = new CheckpointCadence({ stepsPerEpoch: 1_000, epochs, now: () => now });
  const written: number[] = [];
  for (let step = 1; step <= steps; step += 1) {
    now += stepMilliseconds;
    cadence.tookStep(step);
    if (!cadence.isDue) continue;
    written.push(step);
    await cadence.write(async () => {
      now += wait;
    });
  }
  return written;
}

describe('CheckpointCadence', () => {
  it('asks for one after each epoch of short ones', async () => {
    expect(await checkpoints(undefined, { steps: 3_000, stepMilliseconds: 8, wait: 2 })).toEqual([
      1_000, 2_000, 3_000,
    ]);
  });

  it('asks for one a minute within long epochs', async () => {
    const long = await checkpoints(undefined, { steps: 1_000, stepMilliseconds: 300, wait: 100 });
    expect(long).toEqual([200, 400, 600, 800, 1_000]);
  });

  it('asks more rarely where training waits long for each', async () => {
    const slow = await checkpoints(undefined, { steps: 999, stepMilliseconds: 1_000, wait: 5_000 });
    expect(slow).toEqual([60, 310, 560, 810]);
  });

  it('keeps to the number of epochs the user gave', async () => {
    expect(await checkpoints(0.5, { steps: 1_200, stepMilliseconds: 1_000, wait: 1 })).toEqual([500, 1_000]);
    expect(await checkpoints(2, { steps: 2_100, stepMilliseconds: 1_000, wait: 1 })).toEqual([2_000]);
  });

  it('stays due until it is written', () => {
    const cadence = new CheckpointCadence({ stepsPerEpoch: 2, epochs: 1, now: () => 0 });
    for (const step of [2, 3]) cadence.tookStep(step);
    expect(cadence.isDue).toBe(true);
  });
});
