import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { asFailure } from '../protocol/trainer-failure';
import { answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareColumns } from '../testing/target-data';

/* One image, two labels: the class of a garment, and how bright it is. */

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-columns-'));
  dataset = await prepareColumns(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const WEIGHT = 0.5;

const nodes: NodesInRow = [
  { id: 'flatten', type: 'flatten' },
  { id: 'code', type: 'dense', parameters: { units: 32 } },
  { id: 'relu', type: 'relu' },
  { id: 'scores', type: 'dense', parameters: { units: 10 } },
  { id: 'kind', type: 'output', parameters: { label: 'garment' } },
  { id: 'value', type: 'dense', parameters: { units: 1 }, from: ['relu'] },
];

/** The row ends with the output of the number. */
function network(training: Partial<TrainingSettings> = {}, label = 'brightness'): NetloomDocument {
  const settings = { epochs: 2, seed: 5, optimizer: quickAdam, ...training };
  return { ...networkOf(nodes, settings, { label, lossWeight: WEIGHT }), dataset: { id: dataset } };
}

const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: { ...DATASETS, user: root }, ...trial });

describe('two labels of each example', () => {
  it('are learned by an output each, with metrics of their own kinds', async () => {
    const { points, events } = await run(network({ epochs: 40 }));
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({
      target: 'class',
      outputs: [
        { path: 'kind', target: 'class', labelName: 'garment' },
        { path: 'output', target: 'numbers', labelName: 'brightness' },
      ],
    });
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no epoch has ended');
    expect(metricOf(last, 'test', 'accuracy@kind')).toBeGreaterThan(0.5);
    // In the units of the data: brightness is far above 1.
    expect(metricOf(last, 'test', 'r2@output')).toBeGreaterThan(0.8);
    expect(metricOf(last, 'test', 'meanAbsoluteError@output')).toBeGreaterThan(1);
    for (const point of points) {
      const [kind = 0, value = 0] = (['loss@kind', 'loss@output'] as const).map(
        (id) => point.testMetrics?.[id],
      );
      expect(point.testLoss).toBeCloseTo(kind + WEIGHT * value, 4);
    }
  });

  it('have the same numbers in memory, from the disk, and in micro-batches', async () => {
    for (const more of [{}, { microBatchSize: 20 }]) {
      await expectSameFromDisk(run, network({ validationShare: 0.1, classWeights: 'balanced', ...more }));
    }
  });

  it('are resumed bit for bit', async () => {
    await expectResumedBitForBit((trial) => run(network(), trial), `${root}-run`);
  });

  it('are evaluated, predicted and shown by the label of the output that is asked for', async () => {
    await withNetwork(
      async (ask) => {
        const kind = answered(await ask({ type: 'evaluation', output: 'kind' }));
        const value = answered(await ask({ type: 'evaluation', output: 'output' }));
        if (kind.kind !== 'class' || value.kind !== 'numbers')
          throw new Error('an answer is of another kind');
        const right = kind.labels.filter((label, at) => label === kind.predictions[at]).length;
        expect(right / kind.labels.length).toBeCloseTo(kind.accuracy, 6);
        expect(new Set(kind.labels).size).toBe(10);
        expect(Math.max(...value.labels)).toBeGreaterThan(20);
        const sample = { type: 'dataset', split: 'test', index: 3 } as const;
        const { truth } = answered(await ask({ type: 'prediction', sample }));
        if (truth?.kind !== 'class') throw new Error('the first output has classes');
        expect(truth.probabilities.indexOf(1)).toBe(kind.labels[3]);
        const split = answered(await ask({ type: 'predictions', datasetId: dataset, split: 'test' }));
        expect(split.kind === 'class' && [...split.predictions]).toEqual([...kind.predictions]);
      },
      network(),
      { ...DATASETS, user: root },
    );
  });

  it('must have the name that an output asks for', async () => {
    const failed = await run(network({}, 'brightnes')).catch((error: unknown) => error);
    expect(asFailure(failed)).toMatchObject({ code: 'label-not-found' });
  });
});

/* One image, four labels: two of them take several values each. */
describe('labels of several values', () => {
  let four: string;
  beforeAll(async () => {
    four = await prepareColumns(root, { labels: 4 });
  });

  const rows: NodesInRow = [
    ...nodes.slice(0, 3),
    { id: 'scores', type: 'dense', parameters: { units: 10 } },
    { id: 'kind', type: 'output', parameters: { label: 'garment' } },
    { id: 'words', type: 'dense', parameters: { units: 3 }, from: ['relu'] },
    { id: 'tags', type: 'output', parameters: { label: 'tags' } },
    { id: 'corners', type: 'dense', parameters: { units: 4 }, from: ['relu'] },
  ];

  function located(training: Partial<TrainingSettings> = {}): NetloomDocument {
    const settings = { epochs: 2, seed: 5, optimizer: quickAdam, ...training };
    return { ...networkOf(rows, settings, { label: 'box' }), dataset: { id: four } };
  }

  it('are learned beside a class: several classes, and the corners of a box', async () => {
    const { points, events } = await run(located({ epochs: 40 }));
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({
      outputs: [
        { path: 'kind', target: 'class', labelName: 'garment' },
        { path: 'tags', target: 'classes', labelName: 'tags' },
        { path: 'output', target: 'numbers', labelName: 'box' },
      ],
    });
    const last = points.at(-1);
    if (last === undefined) throw new Error('no epoch has ended');
    expect(metricOf(last, 'test', 'accuracy@kind')).toBeGreaterThan(0.5);
    expect(metricOf(last, 'test', 'meanF1@tags')).toBeGreaterThan(0.6);
    // In pixels.
    expect(metricOf(last, 'test', 'meanAbsoluteError@output')).toBeLessThan(3);
    const losses = (['loss@kind', 'loss@tags', 'loss@output'] as const).map(
      (id) => last.testMetrics?.[id] ?? 0,
    );
    expect(last.testLoss).toBeCloseTo(
      losses.reduce((sum, loss) => sum + loss, 0),
      4,
    );
  });

  it('have the same numbers in memory, from the disk, and in micro-batches', async () => {
    for (const more of [{}, { microBatchSize: 20 }]) {
      await expectSameFromDisk(run, located({ validationShare: 0.1, classWeights: 'balanced', ...more }));
    }
  });

  it('are resumed bit for bit', async () => {
    await expectResumedBitForBit((trial) => run(located(), trial), `${root}-values`);
  });

  it('are evaluated and predicted by the label of each output, numbers in their own units', async () => {
    await withNetwork(
      async (ask) => {
        const box = answered(await ask({ type: 'evaluation', output: 'output' }));
        const tags = answered(await ask({ type: 'evaluation', output: 'tags' }));
        if (box.kind !== 'numbers' || tags.kind !== 'classes')
          throw new Error('an answer is of another kind');
        expect([box.labels.length, tags.labels.length]).toEqual([50 * 4, 50 * 3]);
        for (let at = 0; at < box.labels.length; at += 4) {
          const [left = 0, top = 0, right = 0, bottom = 0] = box.labels.slice(at, at + 4);
          expect([left < right, top < bottom, left > -0.5, bottom < 27.5]).toEqual([true, true, true, true]);
        }
        expect(new Set(tags.labels)).toEqual(new Set([0, 1]));
        const sample = { type: 'dataset', split: 'test', index: 3 } as const;
        const { truth } = answered(await ask({ type: 'prediction', sample, output: 'output' }));
        if (truth?.kind !== 'numbers') throw new Error('the output has numbers');
        expect([...truth.values]).toEqual([...box.labels.slice(12, 16)]);
      },
      located(),
      { ...DATASETS, user: root },
    );
  });
});
