import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import {
  type ComparedNetworkOptions,
  comparedNetwork,
} from '../../../graph-runtime/testing/compared-network';
import { asFailure } from '../protocol/trainer-failure';
import { answered, withNetwork } from '../testing/ask-network';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { DATASETS, figuresOf, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareImages } from '../testing/target-data';

/* Pairs and triplets of a data set whose images have several labels: made by the one that the output names. */

const names = (count: number) => Array.from({ length: count }, (_, at) => `class ${at}`);
const SHOES = [5, 7, 9];
const counts = { train: 200, test: 50 };

let root: string;
let several: string;
let single: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-compared-columns-'));
  const columns = [
    { name: 'brightness', target: { kind: 'numbers' as const, names: ['brightness'] } },
    { name: 'garment', target: { kind: 'class' as const, classNames: names(10) } },
    { name: 'shoe', target: { kind: 'class' as const, classNames: names(2) } },
  ];
  several = await prepareImages(root, 'Several', counts, { kind: 'columns', columns }, (label, index) => [
    index % 7,
    label,
    Number(SHOES.includes(label)),
  ]);
  const shoes = { kind: 'class' as const, classNames: names(2) };
  single = await prepareImages(root, 'Shoes', counts, shoes, (label) => Number(SHOES.includes(label)));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const datasets = () => ({ ...DATASETS, user: root });
const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: datasets(), ...trial });

function network(
  label: string,
  options: Partial<ComparedNetworkOptions> = {},
  id = several,
): NetloomDocument {
  const document = comparedNetwork({ tuple: 'pair', seed: 5, epochs: 2, optimizer: quickAdam, ...options });
  const nodes = document.nodes.map((node) =>
    node.type === 'output' ? { ...node, parameters: { ...node.parameters, label } } : node,
  );
  return { ...document, nodes, dataset: { id } };
}

describe.each(['pair', 'triplet'] as const)('a %s of one of several labels', (tuple) => {
  it('is the same as of a data set with this label alone, number by number', async () => {
    const [ofColumn, alone] = [
      await run(network('shoe', { tuple })),
      await run(network('', { tuple }, single)),
    ];
    expect(figuresOf(ofColumn.points)).toEqual(figuresOf(alone.points));
    expect(ofColumn.steps).toEqual(alone.steps);
    const byGarment = await run(network('garment', { tuple }));
    expect(figuresOf(byGarment.points)).not.toEqual(figuresOf(alone.points));
  });

  it('has the same numbers in memory, from the disk, and in micro-batches, and is resumed bit for bit', async () => {
    for (const more of [{}, { microBatchSize: 20 }])
      await expectSameFromDisk(run, network('shoe', { tuple, validationShare: 0.1, ...more }));
    await expectResumedBitForBit((trial) => run(network('shoe', { tuple }), trial), `${root}-${tuple}`);
  });
});

it('learns, and names the label that makes the pairs; without a name, the first that is a class', async () => {
  const { points, events } = await run(network('shoe', { epochs: 20 }));
  const compiled = events.find(({ type }) => type === 'compiled');
  expect(compiled).toMatchObject({ target: 'pair', labelName: 'shoe' });
  expect(points.at(-1)?.trainLoss).toBeLessThan(0.7 * (points[0]?.trainLoss ?? 0));
  const [first, named] = [await run(network('')), await run(network('garment'))];
  expect(figuresOf(first.points)).toEqual(figuresOf(named.points));
});

it('finds nearest neighbors by that label', async () => {
  await withNetwork(
    async (ask) => {
      const { labels, count } = answered(await ask({ type: 'retrieval' }));
      expect(count).toBe(50);
      expect(new Set(labels)).toEqual(new Set([0, 1]));
      const evaluated = answered(await ask({ type: 'evaluation' }));
      expect(evaluated).toMatchObject({ kind: 'pair', count: 50 });
    },
    network('shoe'),
    datasets(),
  );
});

it('refuses a label that is no class, and one that is not there', async () => {
  const codeOf = async (label: string) =>
    asFailure(await run(network(label)).catch((error: unknown) => error)).code;
  expect(await codeOf('brightness')).toBe('compared-without-classes');
  expect(await codeOf('shoes')).toBe('label-not-found');
});
