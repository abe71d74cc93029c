import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { metric } from '../../../graph-runtime/targets/metrics';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareTargets } from '../testing/target-data';

/* An autoencoder with a classifier on its code: two main outputs, each with its target, weight and name. */

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-outputs-'));
  dataset = (await prepareTargets(root, 'class')).id;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const WEIGHT = 4;

const nodes: NodesInRow = [
  { id: 'flatten', type: 'flatten' },
  { id: 'code', type: 'dense', parameters: { units: 32 } },
  { id: 'relu', type: 'relu' },
  { id: 'scores', type: 'dense', parameters: { units: 10 } },
  { id: 'garment', type: 'output', parameters: { target: 'labels' } },
  { id: 'decoded', type: 'dense', parameters: { units: 196 }, from: ['relu'] },
  { id: 'image', type: 'reshape', parameters: { targetShape: [14, 14, 1] } },
  { id: 'picture', type: 'output', parameters: { target: 'input', lossWeight: WEIGHT } },
  { id: 'helper', type: 'dense', parameters: { units: 10 }, from: ['relu'] },
];

/** The row's own end is auxiliary. */
function network(training: Partial<TrainingSettings> = {}): NetloomDocument {
  const settings = { epochs: 2, seed: 5, optimizer: quickAdam, ...training };
  return { ...networkOf(nodes, settings, { auxiliary: true, lossWeight: 0.1 }), dataset: { id: dataset } };
}

const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: { ...DATASETS, user: root }, ...trial });

describe('two main outputs', () => {
  it('learn, and every metric knows its output by its name', async () => {
    const { points, events } = await run(network({ epochs: 12 }));
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({
      target: 'class',
      outputs: [
        { path: 'garment', target: 'class' },
        { path: 'picture', target: 'input' },
      ],
    });
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no epoch has ended');
    for (const id of ['loss@garment', 'loss@picture', 'meanSquaredError@picture'] as const) {
      for (const part of ['train', 'test'] as const) {
        expect(metricOf(last, part, id)).toBeLessThan(metricOf(first, part, id) ?? 0);
      }
    }
    expect(metricOf(last, 'test', 'accuracy@garment')).toBe(last.testAccuracy);
    expect(last.testAccuracy).toBeGreaterThan(first.testAccuracy ?? 1);
    expect(metric('accuracy@garment').label).toEqual({
      en: 'Accuracy (garment)',
      'zh-Hant': '準確率（garment）',
    });
  });

  it('have the weighted sum of their losses as the loss', async () => {
    const { points } = await run(network());
    for (const point of points) {
      const [garment = 0, picture = 0] = (['loss@garment', 'loss@picture'] as const).map(
        (id) => point.testMetrics?.[id],
      );
      expect(point.testLoss).toBeCloseTo(garment + WEIGHT * picture, 4);
    }
  });

  it('have the same numbers in memory, from the disk, and in micro-batches', async () => {
    for (const more of [{}, { microBatchSize: 20 }]) {
      await expectSameFromDisk(run, network({ validationShare: 0.1, classWeights: 'balanced', ...more }));
    }
  });

  it('are resumed bit for bit', async () => {
    const document = network({ augmentation: [{ type: 'randomCrop', padding: 2 }] });
    const runDirectory = `${root}-run`;
    await expectResumedBitForBit((trial) => run(document, trial), runDirectory);
  });
});
