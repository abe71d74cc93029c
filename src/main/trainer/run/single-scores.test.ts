import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { asFailure } from '../protocol/trainer-failure';
import { answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareColumns } from '../testing/target-data';

/* Masks of two classes, learned by one score a pixel, as many networks for segmentation end. */

let root: string;
const ids = new Map<'light' | 'outline', string>();
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-single-scores-'));
  for (const name of ['light', 'outline'] as const)
    ids.set(name, await prepareColumns(root, { names: [name, 'brightness'] }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const conv = (id: string, filters: number) => ({
  ...{ id, type: 'conv2d' },
  parameters: { filters, kernelSize: 3, padding: 'same' },
});
const nodes: NodesInRow = [conv('edges', 8), { id: 'relu', type: 'relu' }, conv('score', 1)];

function network(
  training: Partial<TrainingSettings> = {},
  data: 'light' | 'outline' = 'light',
): NetloomDocument {
  const settings = { shape: [28, 28, 1], epochs: 2, seed: 5, optimizer: quickAdam, ...training };
  return { ...networkOf(nodes, settings, { label: data }), dataset: { id: ids.get(data) ?? '' } };
}

const datasets = () => ({ ...DATASETS, user: root });
const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: datasets(), ...trial });

it('learns as well by either name of the loss, which is the same for two classes', async () => {
  const [named, usual] = [await run(network({ loss: 'binaryCrossEntropy' })), await run(network())];
  expect(named.steps).toEqual(usual.steps);
  const [first, last] = [named.points[0], named.points.at(-1)];
  expect(last?.trainLoss).toBeLessThan(first?.trainLoss ?? 0);
  expect(last && metricOf(last, 'test', 'meanIou')).toBeGreaterThan(0.6);
});

it.each(['crossEntropy', 'dice'] as const)(
  'has the same numbers in memory and from the disk: %s',
  async (loss) => {
    await expectSameFromDisk(run, network({ loss, validationShare: 0.1, classWeights: 'balanced' }));
  },
);

it('says of each pixel which of both classes it is', async () => {
  const document = network({ epochs: 1 });
  await withNetwork(
    async (ask) => {
      const sample = { type: 'dataset', split: 'test', index: 0 } as const;
      const { value } = answered(await ask({ type: 'prediction', sample }));
      if (value.kind !== 'mask') throw new Error('a mask is predicted');
      expect([value.height, value.width, value.classes.length]).toEqual([28, 28, 784]);
      expect(value.classes.every((label) => label <= 1)).toBe(true);
      const evaluated = answered(await ask({ type: 'evaluation' }));
      if (evaluated.kind !== 'mask') throw new Error('masks are evaluated');
      expect(evaluated.confusion.map((row) => row.length)).toEqual([2, 2]);
      const pixels = evaluated.confusion.flat().reduce((sum, count) => sum + count, 0);
      expect(pixels).toBe(50 * 784);
    },
    document,
    datasets(),
  );
});

it('is refused for more classes', async () => {
  const failed = await run(network({}, 'outline')).catch(asFailure);
  expect(failed).toMatchObject({ code: 'output-shape-does-not-match' });
});
