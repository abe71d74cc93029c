import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { figuresOf, quickAdam, runTraining, smallNetwork, type TrainingTrial } from '../testing/run-training';

/* Mixup and CutMix, trained for real. */

const root = mkdtempSync(join(tmpdir(), 'netloom-mixing-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (training: Partial<TrainingSettings>, trial: TrainingTrial = {}) =>
  runTraining(smallNetwork({ seed: 5, optimizer: quickAdam, ...training }), { limit: 600, ...trial });

describe.each([
  ['mixup', { mixup: 1 }],
  ['CutMix', { cutMix: 1 }],
  ['both', { mixup: 0.4, cutMix: 1 }],
] as const)('%s', (_name, mixing) => {
  it('makes the training loss larger, as no example is of one class alone, and the network learns', async () => {
    const [plain, mixed] = [await run({ epochs: 6 }), await run({ epochs: 6, ...mixing })];
    const [last, lastMixed] = [plain.points.at(-1), mixed.points.at(-1)];
    expect(lastMixed?.trainLoss).toBeGreaterThan((last?.trainLoss ?? 0) + 0.1);
    expect(lastMixed?.testAccuracy).toBeGreaterThan(0.5);
  });

  it('has the same numbers in memory and from the disk, also in micro-batches, and is resumed bit for bit', async () => {
    const training = { ...mixing, microBatchSize: 20 };
    const [kept, streamed] = [await run(training), await run(training, { dataBudgetBytes: 1 })];
    expect(streamed.steps).toEqual(kept.steps);
    expect(figuresOf(streamed.points)).toEqual(figuresOf(kept.points));
    await expectResumedBitForBit((trial) => run(training, trial), join(root, Object.keys(mixing).join('-')));
  });
});
