import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EpochPoint, metricOf } from '../../../contract/contract';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { DATASETS, figuresOf, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareTargets } from '../testing/target-data';

/* Families beyond plain convolutional networks, trained for real: a few epochs on a few hundred garments. Others are in branched.test.ts and targets.test.ts. */

let root: string;
let garments: string;
let masks: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-families-'));
  garments = (await prepareTargets(root, 'class', { train: 400, test: 100 })).id;
  masks = (await prepareTargets(root, 'mask')).id;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (document: Parameters<typeof runTraining>[0], trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: { ...DATASETS, user: root }, ...trial });

/** The rows of an image as a sequence: what a recurrent layer remembers of them says the class. */
function recurrent(type: 'lstm' | 'gru', training: Partial<TrainingSettings> = {}) {
  const nodes: NodesInRow = [
    { id: 'dropout', type: 'dropout', parameters: { rate: 0.1 } },
    { id: 'last', type, parameters: { units: 16 } },
    { id: 'scores', type: 'dense', parameters: { units: 10 } },
  ];
  const settings = { seed: 5, epochs: 2, optimizer: { ...quickAdam, learningRate: 0.01 }, ...training };
  return { ...networkOf(nodes, { shape: [28, 28], ...settings }), dataset: { id: garments } };
}

/** How much better than at chance level, 10%, a run is at its end. */
const MUCH_BETTER = 0.4;

describe.each(['lstm', 'gru'] as const)('%s', (type) => {
  it('learns from the rows of images', async () => {
    const { points } = await run(recurrent(type, { epochs: 8 }));
    expect(points.at(-1)?.trainLoss).toBeLessThan(0.7 * (points[0]?.trainLoss ?? 0));
    expect(points.at(-1)?.testAccuracy).toBeGreaterThan(MUCH_BETTER);
  });

  it('repeats its numbers bit for bit', async () => {
    const [one, again] = [await run(recurrent(type)), await run(recurrent(type))];
    expect(again.steps).toEqual(one.steps);
    expect(figuresOf(again.points)).toEqual(figuresOf(one.points));
  });

  it('is resumed bit for bit', async () => {
    await expectResumedBitForBit((trial) => run(recurrent(type), trial), `${root}-${type}`);
  });
});

/** A network of the gallery as it comes, for a few epochs on a few hundred images. */
async function trainPreset(id: string, epochs: number): Promise<readonly EpochPoint[]> {
  const { training, ...preset } = readPreset(id);
  const settings = { ...training, seed: 5, epochs, batchSize: 50, optimizer: quickAdam };
  const schedule = { type: 'constant', warmupEpochs: 0 } as const;
  const { points } = await run({ ...preset, training: { ...settings, schedule } }, { limit: 600 });
  return points;
}

describe('networks of the gallery', () => {
  it.each([
    ['vae', 4, 'loss', 0.8],
    ['unet-small', 4, 'loss', 0.6],
    ['vit', 3, 'accuracy', MUCH_BETTER],
    // After 24 steps the running statistics of its norms are still those of the beginning: the test set would not show what it has learned.
    ['cnn-1d', 2, 'trainAccuracy', MUCH_BETTER],
    // At chance level it is right for half of the pairs.
    ['siamese', 4, 'pairAccuracy', 0.7],
  ] as const)('%s learns in %i epochs', async (id, epochs, measured, wanted) => {
    const points = await trainPreset(id, epochs);
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no epoch has ended');
    expect(last.trainLoss).toBeLessThan((id === 'vit' ? 0.8 : 0.9) * first.trainLoss);
    if (measured === 'loss') expect(last.testLoss).toBeLessThan(wanted * (first.testLoss ?? 0));
    else if (measured === 'trainAccuracy') expect(last.trainAccuracy).toBeGreaterThan(wanted);
    else expect(metricOf(last, 'test', measured)).toBeGreaterThan(wanted);
  });
});

it('a U-Net of two levels learns masks by its skip connections', async () => {
  const conv = (id: string, filters: number, from?: readonly string[]) => ({
    ...{ id, type: 'conv2d', parameters: { filters, kernelSize: 3, padding: 'same' } },
    ...(from && { from }),
  });
  const nodes: NodesInRow = [
    conv('down', 8),
    { id: 'down-relu', type: 'relu' },
    { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 2, strides: 2 } },
    conv('bottom', 16),
    { id: 'bottom-relu', type: 'relu' },
    { id: 'up', type: 'conv2dTranspose', parameters: { filters: 8, kernelSize: 2, strides: 2 } },
    { id: 'skip', type: 'concatenate', from: ['up', 'down-relu'] },
    conv('last', 11),
  ];
  const settings = { seed: 5, epochs: 10, optimizer: { ...quickAdam, learningRate: 0.01 } };
  const { points } = await run({ ...networkOf(nodes, settings), dataset: { id: masks } });
  const [first, last] = [points[0], points.at(-1)];
  expect(last?.testLoss).toBeLessThan(0.7 * (first?.testLoss ?? 0));
  if (first === undefined || last === undefined) throw new Error('no epoch has ended');
  const iouOf = (point: EpochPoint) => metricOf(point, 'test', 'meanIou') ?? 0;
  expect(iouOf(last)).toBeGreaterThan(1.5 * iouOf(first));
});
