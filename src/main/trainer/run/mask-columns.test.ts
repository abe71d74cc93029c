import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import type { DatasetPlan } from '../../data/write-prepared-dataset';
import { answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { networkWithNumbers, numbersBeside } from '../testing/numbers-data';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareColumns, prepareImages, prepareTargets } from '../testing/target-data';

/* One image, four labels: the class of a garment, the class of each of its pixels, how bright it is, and which pixels are bright. */

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-mask-columns-'));
  dataset = await prepareColumns(root, { names: ['garment', 'outline', 'brightness', 'light'] });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const conv = (filters: number, size = 3) => ({
  type: 'conv2d',
  parameters: { filters, kernelSize: [size, size], padding: 'same' },
});

const nodes: NodesInRow = [
  { id: 'edges', ...conv(12) },
  { id: 'relu', type: 'relu' },
  { id: 'parts', ...conv(12) },
  { id: 'code', type: 'relu' },
  { id: 'pixels', ...conv(11, 1) },
  { id: 'where', type: 'output', parameters: { label: 'outline' } },
  { id: 'lit', ...conv(2, 1), from: ['code'] },
  { id: 'how', type: 'output', parameters: { label: 'light' } },
  { id: 'flatten', type: 'flatten', from: ['code'] },
  { id: 'scores', type: 'dense', parameters: { units: 10 } },
  { id: 'kind', type: 'output', parameters: { label: 'garment' } },
  { id: 'value', type: 'dense', parameters: { units: 1 }, from: ['flatten'] },
];

/** The row ends with the output of the number. */
function network(training: Partial<TrainingSettings> = {}): NetloomDocument {
  const document = networkOf(nodes, { epochs: 2, seed: 5, optimizer: quickAdam, ...training });
  const ended = document.nodes.map((node) =>
    node.id === 'output' ? { ...node, parameters: { label: 'brightness' } } : node,
  );
  return { ...document, nodes: ended, dataset: { id: dataset } };
}

const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: { ...DATASETS, user: root }, ...trial });

describe('masks among the labels of each example', () => {
  it('are stored behind the numbers, and nothing else stays in the folder', () => {
    expect(readdirSync(join(root, dataset)).sort()).toEqual([
      ...['dataset.json', 'files.jsonl', 'problems.json'],
      ...['test.examples', 'test.targets', 'train.examples', 'train.targets'],
    ]);
  });

  it('are learned beside a class and a number, with metrics of their own kinds', async () => {
    const { points, events } = await run(network({ epochs: 30 }));
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({
      outputs: [
        { path: 'where', target: 'mask', labelName: 'outline' },
        { path: 'how', target: 'mask', labelName: 'light' },
        { path: 'kind', target: 'class', labelName: 'garment' },
        { path: 'output', target: 'numbers', labelName: 'brightness' },
      ],
    });
    const last = points.at(-1);
    if (last === undefined) throw new Error('no epoch has ended');
    expect(metricOf(last, 'test', 'pixelAccuracy@where')).toBeGreaterThan(0.5);
    expect(metricOf(last, 'test', 'meanIou@how')).toBeGreaterThan(0.8);
    expect(metricOf(last, 'test', 'accuracy@kind')).toBeGreaterThan(0.5);
    expect(metricOf(last, 'test', 'r2@output')).toBeGreaterThan(0.7);
  });

  it('have the same numbers in memory, from the disk, and in micro-batches', async () => {
    const augmentation: TrainingSettings['augmentation'] = [
      { type: 'randomCrop', padding: 2 },
      { type: 'horizontalFlip', probability: 0.5 },
    ];
    for (const more of [{}, { microBatchSize: 20 }, { replicas: 2, augmentation }]) {
      await expectSameFromDisk(run, network({ validationShare: 0.1, classWeights: 'balanced', ...more }));
    }
  });

  it('are resumed bit for bit', async () => {
    await expectResumedBitForBit((trial) => run(network(), trial), `${root}-run`);
  });

  it('give a network with one mask the numbers that it has where this is the only label', async () => {
    const only = (await prepareTargets(root, 'mask')).id;
    const segmenting = (id: string, label: string): NetloomDocument => {
      const row = networkOf(nodes.slice(0, 5), {
        ...{ epochs: 2, seed: 5, optimizer: quickAdam, classWeights: 'balanced', validationShare: 0.1 },
        augmentation: [{ type: 'horizontalFlip', probability: 0.5 }],
      });
      const ended = row.nodes.map((node) =>
        node.id === 'output' ? { ...node, parameters: label === '' ? {} : { label } } : node,
      );
      return { ...row, nodes: ended, dataset: { id } };
    };
    // A number is no class that examples are drawn by.
    const beside = await prepareColumns(root, { names: ['outline', 'brightness'] });
    const [alone, among] = [await run(segmenting(only, '')), await run(segmenting(beside, 'outline'))];
    for (const [step, result] of alone.steps) expect(among.steps.get(step)).toEqual(result);
    expect(among.steps.size).toBe(alone.steps.size);
    const metrics = (trial: typeof alone) =>
      trial.points.map(({ testLoss, testMetrics }) => [testLoss, testMetrics]);
    expect(metrics(among)).toEqual(metrics(alone));
  });

  it('are evaluated, predicted and shown by the label of the output that is asked for', async () => {
    await withNetwork(
      async (ask) => {
        const where = answered(await ask({ type: 'evaluation', output: 'where' }));
        const kind = answered(await ask({ type: 'evaluation', output: 'kind' }));
        const value = answered(await ask({ type: 'evaluation', output: 'output' }));
        if (where.kind !== 'mask' || kind.kind !== 'class' || value.kind !== 'numbers')
          throw new Error('an answer is of another kind');
        expect(where.confusion).toHaveLength(11);
        expect(where.metrics.meanIou).toBeGreaterThan(0);
        // The frame of each mask does not count: one of 14 rows.
        const counted = where.confusion.flat().reduce((sum, pixels) => sum + pixels, 0);
        expect(counted).toBe(50 * 13 * 14);
        expect(new Set(kind.labels).size).toBe(10);
        expect(Math.max(...value.labels)).toBeGreaterThan(20);
        const sample = { type: 'dataset', split: 'test', index: 3 } as const;
        const { truth, value: predicted } = answered(
          await ask({ type: 'prediction', sample, output: 'where' }),
        );
        if (truth?.kind !== 'mask' || predicted.kind !== 'mask') throw new Error('the output has masks');
        expect([truth.height, truth.width, predicted.height]).toEqual([28, 28, 14]);
        expect(new Set(truth.classes)).toEqual(new Set([0, 255, (kind.labels[3] ?? 0) + 1]));
        const lit = answered(await ask({ type: 'prediction', sample, output: 'how' })).truth;
        expect(lit?.kind === 'mask' && new Set(lit.classes)).toEqual(new Set([0, 1]));
        const split = answered(await ask({ type: 'predictions', datasetId: dataset, split: 'test' }));
        if (split.kind !== 'mask') throw new Error('the first output has masks');
        const mean = split.accuracies.reduce((sum, share) => sum + share, 0) / 50;
        expect(mean).toBeCloseTo(where.metrics.pixelAccuracy ?? 0, 5);
      },
      network(),
      { ...DATASETS, user: root },
    );
  });
});

describe('numbers beside an example whose labels have a mask', () => {
  it('are taken by an input, from memory and from the disk, and shown as the data set has them', async () => {
    const columns: Extract<DatasetPlan['target'], { kind: 'columns' }>['columns'] = [
      { name: 'outline', target: { kind: 'mask', classNames: ['0', '1'] } },
      { name: 'kind', target: { kind: 'class', classNames: ['a', 'b', 'c', 'd'] } },
      { name: 'person', target: { kind: 'features', names: ['age', 'weight'] } },
    ];
    const counts = { train: 100, test: 50 };
    const id = await prepareImages(root, 'Beside', counts, { kind: 'columns', columns }, (label, index) => ({
      numbers: [label % 4, ...numbersBeside(index)],
      images: [new Uint8Array(28 * 28).fill(label % 2)],
    }));
    const document = networkWithNumbers(id, { optimizer: quickAdam, validationShare: 0.1 });
    const ended = document.nodes.map((node) =>
      node.id === 'output' ? { ...node, parameters: { label: 'kind' } } : node,
    );
    const labeled = { ...document, nodes: ended };
    await expectSameFromDisk(run, labeled);
    await withNetwork(
      async (ask) => {
        const sample = { type: 'dataset', split: 'test', index: 3 } as const;
        const { numbers = [] } = answered(await ask({ type: 'prediction', sample }));
        const [age, weight] = numbersBeside(103);
        expect(numbers[0]?.value).toBeCloseTo(age, 4);
        expect(numbers[1]?.value).toBeCloseTo(weight, 4);
        const split = answered(await ask({ type: 'predictions', datasetId: id, split: 'test' }));
        const evaluated = answered(await ask({ type: 'evaluation' }));
        if (split.kind !== 'class' || evaluated.kind !== 'class') throw new Error('the output has classes');
        expect([...split.predictions]).toEqual([...evaluated.predictions]);
      },
      labeled,
      { ...DATASETS, user: root },
    );
  });
});
