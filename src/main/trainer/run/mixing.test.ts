import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { type NodesInRow, networkOf } from '../testing/build-document';
import {
  DATASETS,
  figuresOf,
  quickAdam,
  runTraining,
  smallNetwork,
  type TrainingTrial,
} from '../testing/run-training';
import { prepareTargets } from '../testing/target-data';

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

it('mixes several classes of each example, and the network learns', async () => {
  const user = mkdtempSync(join(tmpdir(), 'netloom-mixed-classes-'));
  try {
    const { id } = await prepareTargets(user, 'classes');
    const layers: NodesInRow = [
      { id: 'flatten', type: 'flatten' },
      { id: 'hidden', type: 'dense', parameters: { units: 32 } },
      { id: 'relu', type: 'relu' },
      { id: 'scores', type: 'dense', parameters: { units: 10 } },
    ];
    const trained = async (training: Partial<TrainingSettings>) => {
      const document = networkOf(layers, {
        ...{ shape: [14, 28, 1], seed: 5, epochs: 20, optimizer: quickAdam },
        ...training,
      });
      return runTraining({ ...document, dataset: { id } }, { datasets: { ...DATASETS, user } });
    };
    const [plain, mixed] = [await trained({}), await trained({ mixup: 1, cutMix: 1 })];
    const [first, last] = [mixed.points[0], mixed.points.at(-1)];
    // No example has its own classes alone, so that the loss of the training examples stays higher; it falls all the same.
    expect(last?.trainLoss).toBeGreaterThan((plain.points.at(-1)?.trainLoss ?? 0) + 0.02);
    expect(last?.testLoss).toBeLessThan((first?.testLoss ?? 0) - 0.05);
  } finally {
    rmSync(user, { recursive: true, force: true });
  }
});
