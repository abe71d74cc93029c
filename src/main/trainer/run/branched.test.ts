import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import { buildProgram } from '../../../graph-runtime/compile/program';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { NativeSession } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { int32, type TensorData } from '../engine/tensor-data';
import { loadEngine } from '../engine/tensorflow';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { pixels } from '../testing/open-program';
import { answered, withNetwork } from '../testing/ask-network';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareTargets } from '../testing/target-data';

/* A variational autoencoder, and two branches with one set of weights, trained for real. */

let root: string;
let images: string;
let pairs: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-branched-'));
  images = (await prepareTargets(root, 'input')).id;
  pairs = (await prepareTargets(root, 'classes')).id;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: { ...DATASETS, user: root }, ...trial });

function variational(klWeight: number, training: Partial<TrainingSettings> = {}): NetloomDocument {
  const nodes: NodesInRow = [
    { id: 'flatten', type: 'flatten' },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'mean', type: 'dense', parameters: { units: 4 } },
    { id: 'variance', type: 'dense', parameters: { units: 4 }, from: ['relu'] },
    { id: 'code', type: 'sampling', parameters: { klWeight }, from: ['mean'] },
    { id: 'decoded', type: 'dense', parameters: { units: 196 } },
    { id: 'image', type: 'reshape', parameters: { targetShape: [14, 14, 1] } },
  ];
  const document = networkOf(nodes, { target: 'input', seed: 5, optimizer: quickAdam, ...training });
  const edges = [...document.edges, { from: 'variance', to: 'code:logVariance' }];
  return { ...document, edges, dataset: { id: images } };
}

const CODE = 3;
const BATCH = 4;

/** Gradients of a small network with a sampled code, and what its mean and variance are, at its first weights. */
async function gradientsAt(klWeight: number) {
  const document = readDocument({
    ...{ format: 'netloom', version: 2, name: 'sampled' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [4, 4, 1] } },
      { id: 'flatten', type: 'flatten' },
      { id: 'mean', type: 'dense', parameters: { units: CODE } },
      { id: 'variance', type: 'dense', parameters: { units: CODE } },
      { id: 'code', type: 'sampling', parameters: { klWeight } },
      { id: 'dense', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'flatten' },
      { from: 'flatten', to: 'mean' },
      { from: 'flatten', to: 'variance' },
      { from: 'mean', to: 'code:mean' },
      { from: 'variance', to: 'code:logVariance' },
      { from: 'code', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
  });
  const { device, capabilities } = await loadEngine();
  const data = { exampleShape: [4, 4, 1], trainCount: BATCH, testCount: BATCH, isFed: true };
  const program = buildProgram(
    analyze(document),
    { ...data, capabilities: capabilities[device.kind] },
    document.training,
  );
  const session = await NativeSession.create(program.graph);
  try {
    callProgram({ program, session }, 'initialize', { seed: int32([1], []) });
    const images = { dtype: 'uint8', shape: [BATCH, 4, 4, 1], values: pixels(BATCH, 16) } as const;
    const batch = { images, labels: int32([0, 1, 2, 0]), seed: int32([5, 1]) };
    const gradients = callProgram({ program, session }, 'gradients', batch);
    const activations = callProgram({ program, session }, 'activations', { images });
    return { gradients: numbersOf(gradients), activations: numbersOf(activations) };
  } finally {
    session.dispose();
  }
}

function numbersOf(tensors: Readonly<Record<string, TensorData>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [name, Array.from(values)]));
}

function columnMeans(values: readonly number[] = [], change: (value: number) => number): number[] {
  return Array.from({ length: CODE }, (_, column) => {
    const rows = Array.from({ length: BATCH }, (_row, row) => change(values[row * CODE + column] ?? 0));
    return rows.reduce((total, value) => total + value, 0) / BATCH;
  });
}

describe('a variational autoencoder', () => {
  it('learns to reconstruct', async () => {
    const document = variational(0.001, { epochs: 15, optimizer: { ...quickAdam, learningRate: 0.01 } });
    expect(analyze(document).diagnostics).toEqual([]);
    const { points, events } = await run(document);
    const [first, last] = [points[0], points.at(-1)];
    expect(last?.testLoss).toBeLessThan(0.8 * (first?.testLoss ?? 0));
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({ layerMetrics: ['klDivergence'] });
    // Besides the reconstruction, which is the loss: what the code's distribution costs.
    for (const point of points) {
      for (const part of ['train', 'test'] as const) {
        expect(metricOf(point, part, 'meanSquaredError')).toBeCloseTo(point[`${part}Loss`], 6);
        expect(metricOf(point, part, 'klDivergence')).toBeGreaterThan(0);
      }
    }
  });

  it('says its KL divergence as the formula has it, and none without a weight', async () => {
    const document = variational(0.5, { epochs: 1 });
    await withNetwork(
      async (ask) => {
        const evaluated = answered(await ask({ type: 'evaluation' }));
        const indices = Array.from({ length: evaluated.count }, (_, index) => index);
        let total = 0;
        for (const index of indices) {
          const sample = { type: 'dataset', split: 'test', index } as const;
          const [mean, variance] = [
            answered(await ask({ type: 'activations', path: 'mean', sample })).values,
            answered(await ask({ type: 'activations', path: 'variance', sample })).values,
          ];
          mean.forEach((value, at) => {
            const spread = variance[at] ?? 0;
            total -= 0.5 * (1 + spread - value ** 2 - Math.exp(spread));
          });
        }
        expect(evaluated.metrics.klDivergence).toBeCloseTo(total / evaluated.count, 4);
      },
      document,
      { ...DATASETS, user: root },
    );
    const { points, events } = await run(variational(0, { epochs: 1 }));
    expect(events.find(({ type }) => type === 'compiled')).not.toHaveProperty('layerMetrics');
    expect(points[0]?.testMetrics).not.toHaveProperty('klDivergence');
  });

  it('adds the gradient of the KL divergence by its weight', async () => {
    const [without, withIt] = [await gradientsAt(0), await gradientsAt(0.5)];
    const { mean, variance } = withIt.activations;
    // d KL / d μ = μ and d KL / d log σ² = ½ (σ² − 1) of each example, whose mean is what a bias gets.
    const expected = {
      'mean/bias': columnMeans(mean, (value) => value),
      'variance/bias': columnMeans(variance, (value) => 0.5 * (Math.exp(value) - 1)),
    };
    for (const [name, means] of Object.entries(expected)) {
      means.forEach((value, at) => {
        const added = (withIt.gradients[name]?.[at] ?? 0) - (without.gradients[name]?.[at] ?? 0);
        expect(added).toBeCloseTo(0.5 * value, 4);
      });
    }
  });

  it('is resumed bit for bit, whatever it draws', async () => {
    const document = variational(0.01, { epochs: 2 });
    const runDirectory = `${root}-run`;
    await expectResumedBitForBit((trial) => run(document, trial), runDirectory);
  });
});

describe('two branches with one set of weights', () => {
  it('learn from both halves of an image', async () => {
    const half = (side: string, begin: number, more: object = {}): NodesInRow => [
      {
        ...{ id: `${side}Half`, type: 'slice', parameters: { begin, size: 14, axis: 'width' } },
        from: ['input'],
      },
      { id: `${side}Flat`, type: 'flatten' },
      { id: side, type: 'dense', parameters: { units: 32 }, ...more },
    ];
    const document = networkOf(
      [
        ...half('left', 0),
        ...half('right', 14, { sharesWith: 'left' }),
        { id: 'both', type: 'concatenate', from: ['left', 'right'] },
        { id: 'relu', type: 'relu' },
        { id: 'scores', type: 'dense', parameters: { units: 10 } },
      ],
      { shape: [14, 28, 1], epochs: 10, seed: 5, optimizer: quickAdam },
    );
    expect(analyze(document).cost.trainableParameters).toBe(196 * 32 + 32 + 64 * 10 + 10);
    const { points } = await run({ ...document, dataset: { id: pairs } });
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no epoch has ended');
    expect(last.testLoss).toBeLessThan(first.testLoss);
    expect(last.trainLoss).toBeLessThan(0.9 * first.trainLoss);
  });
});
