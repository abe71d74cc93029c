import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { metric } from '../../../graph-runtime/targets/metrics';
import { targetKind, targetKinds } from '../../../graph-runtime/targets/registry';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import type { TupleId } from '../../../graph-runtime/targets/tuples';
import { asFailure } from '../protocol/trainer-failure';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { comparedNetwork } from '../../../graph-runtime/testing/compared-network';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareAllTargets } from '../testing/target-data';

/* Every kind of target, trained for real. */

let root: string;
let ids: ReadonlyMap<TargetKindId, string>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-targets-'));
  ids = await prepareAllTargets(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const conv = (id: string, filters: number) => ({
  id,
  type: 'conv2d',
  parameters: { filters, kernelSize: 3, padding: 'same' },
});
const vector = (units: number): NodesInRow => [
  conv('conv', 4),
  { id: 'relu', type: 'relu' },
  { id: 'flatten', type: 'flatten' },
  { id: 'dropout', type: 'dropout', parameters: { rate: 0.1 } },
  { id: 'dense', type: 'dense', parameters: { units } },
];
const image = (channels: number): NodesInRow => [
  conv('first', 8),
  { id: 'relu', type: 'relu' },
  { id: 'dropout', type: 'dropout', parameters: { rate: 0.1 } },
  conv('last', channels),
];
const layers: Readonly<Record<Exclude<TargetKindId, TupleId>, NodesInRow>> = {
  class: vector(10),
  classes: vector(10),
  numbers: vector(2),
  mask: image(11),
  image: [...image(12), { id: 'shuffle', type: 'depthToSpace', parameters: { blockSize: 2 } }],
  input: image(1),
};

function network(kind: TargetKindId, training: Partial<TrainingSettings> = {}): NetloomDocument {
  const dataset = { id: ids.get(kind) ?? '' };
  if (kind === 'pair' || kind === 'triplet') {
    const branch = [conv('conv', 4), { id: 'relu', type: 'relu' }, { id: 'flat', type: 'flatten' }];
    const settings = { epochs: 2, seed: 5, optimizer: quickAdam, ...training };
    const { loss: pairLoss } = training;
    const own = pairLoss === 'binaryCrossEntropy' ? { pairLoss } : {};
    return { ...comparedNetwork({ tuple: kind, branch, ...own, ...settings }), dataset };
  }
  const shape = kind === 'classes' ? [14, 28, 1] : [14, 14, 1];
  const document = networkOf(layers[kind], {
    ...{ shape, epochs: 2, seed: 5, optimizer: quickAdam },
    ...(kind === 'input' && { target: 'input' }),
    ...training,
  });
  return { ...document, dataset };
}

const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: { ...DATASETS, user: root }, ...trial });

describe.each(targetKinds.map(({ id }) => id))('%s', (kind) => {
  const { metrics } = targetKind(kind);
  const measured = metrics.filter((id) => metric(id).isOnRequest !== true);

  it('learns, and says so in all its metrics', async () => {
    const { points, events } = await run(network(kind, { epochs: 8 }));
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({ target: kind });
    const [first, last] = [points[0], points[points.length - 1]];
    if (first === undefined || last === undefined) throw new Error('no epoch has ended');
    expect(last.trainLoss).toBeLessThan(first.trainLoss);
    for (const part of ['train', 'test'] as const) {
      for (const id of measured)
        expect([part, id, typeof metricOf(last, part, id)]).toEqual([part, id, 'number']);
    }
    const [main = 'accuracy'] = measured;
    const gain = (metricOf(last, 'train', main) ?? 0) - (metricOf(first, 'train', main) ?? 0);
    expect(metric(main).better === 'higher' ? gain : -gain).toBeGreaterThan(0);
  });

  it('has the same numbers whether its data are in memory or on the disk, also in micro-batches', async () => {
    for (const more of [{}, { microBatchSize: 20 }]) {
      await expectSameFromDisk(run, network(kind, { validationShare: 0.1, ...more }));
    }
  });

  it('is resumed bit for bit', async () => {
    const augmentation = [
      { type: 'randomCrop', padding: 2 },
      { type: 'horizontalFlip', probability: 0.5 },
    ] as const;
    const document = network(kind, { augmentation: [...augmentation] });
    const runDirectory = join(root, '..', `${root.split('/').pop()}-${kind}`);
    await expectResumedBitForBit((trial) => run(document, trial), runDirectory);
  });
});

describe('losses', () => {
  const choices = targetKinds.flatMap(({ id, losses }) => losses.map((loss) => [id, loss] as const));

  it.each(choices)('%s is trained with %s', async (kind, loss) => {
    const { points } = await run(network(kind, { loss, epochs: 4 }));
    const [first, last] = [points[0], points[points.length - 1]];
    expect(last?.trainLoss).toBeLessThan(first?.trainLoss ?? 0);
    expect(Number.isFinite(last?.testLoss)).toBe(true);
  });
});

describe('class weights', () => {
  const weighted = ['class', 'classes', 'mask'] as const;

  it.each(weighted)(
    'of %s leave the losses of an evaluation as they are, change training’s',
    async (kind) => {
      const idle = { ...quickAdam, learningRate: 1e-12 };
      const plain = await run(network(kind, { optimizer: idle, epochs: 1 }));
      const balanced = await run(network(kind, { optimizer: idle, epochs: 1, classWeights: 'balanced' }));
      expect(balanced.points[0]?.testLoss).toBeCloseTo(plain.points[0]?.testLoss ?? 0, 6);
      expect(balanced.points[0]?.trainLoss).not.toBe(plain.points[0]?.trainLoss);
    },
  );

  it('of one class have a mean of 1 over the training examples', async () => {
    const idle = { ...quickAdam, learningRate: 1e-12 };
    const plain = await run(network('class', { optimizer: idle, epochs: 1 }));
    const balanced = await run(network('class', { optimizer: idle, epochs: 1, classWeights: 'balanced' }));
    expect(balanced.points[0]?.trainLoss).toBeCloseTo(plain.points[0]?.trainLoss ?? 0, 1);
  });

  it.each(weighted)('of %s are the same from memory, from the disk, and after resuming', async (kind) => {
    const document = network(kind, { classWeights: 'balanced', validationShare: 0.1, trainingShare: 0.8 });
    const whole = await run(document);
    expect((await run(document, { dataBudgetBytes: 1 })).steps).toEqual(whole.steps);
    const runDirectory = join(root, `weighted-${kind}`);
    await run(document, { runDirectory, stopAtStep: 4 });
    const resumed = await run(document, { runDirectory, resume: true });
    expect(resumed.steps.size).toBeGreaterThan(0);
    for (const [step, result] of resumed.steps) expect(result).toEqual(whole.steps.get(step));
  });

  it('have the same sums in micro-batches as in whole steps', async () => {
    const document = network('class', { classWeights: 'balanced', epochs: 1 });
    const without = { ...document, nodes: document.nodes.filter(({ type }) => type !== 'dropout') };
    const edges = document.edges
      .filter(({ to }) => to !== 'dropout')
      .map((edge) => (edge.from === 'dropout' ? { ...edge, from: 'flatten' } : edge));
    const whole = await run({ ...without, edges });
    const training = { ...document.training, microBatchSize: 10 };
    const parts = await run({ ...without, edges, training });
    for (const [step, { loss }] of parts.steps) expect(loss).toBeCloseTo(whole.steps.get(step)?.loss ?? 0, 5);
  });
});

it('asks for a target where a data set has no labels', async () => {
  const { training, ...document } = network('input');
  const { target: _, ...labels } = training;
  const failed = await run({ ...document, training: labels }).catch(asFailure);
  expect(failed).toMatchObject({ code: 'labels-missing' });
});
