import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sample } from '../../../contract/contract';
import type { TupleId } from '../../../graph-runtime/targets/tuples';
import { type Ask, answered, withNetwork } from '../testing/ask-network';
import { comparedNetwork } from '../../../graph-runtime/testing/compared-network';
import { DATASETS, quickAdam, runTraining } from '../testing/run-training';
import { prepareTargets } from '../testing/target-data';

/* What a network that compares images answers: of a test image with those that it is compared with. */

let root: string;
let id: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-compared-'));
  id = (await prepareTargets(root, 'class')).id;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ask = (tuple: TupleId, work: (ask: Ask) => Promise<void>) =>
  withNetwork(work, { ...comparedNetwork({ tuple, seed: 5 }), dataset: { id } }, { ...DATASETS, user: root });

const sample = (index: number) => ({ type: 'dataset', split: 'test', index }) as const;

it('a pair: both images, and a verdict that the evaluation counts', async () => {
  await ask('pair', async (question) => {
    const evaluated = answered(await question({ type: 'evaluation' }));
    if (evaluated.kind !== 'pair') throw new Error('not of pairs');
    let right = 0;
    for (let index = 0; index < evaluated.count; index += 1) {
      const { value, truth, others } = answered(
        await question({ type: 'prediction', sample: sample(index) }),
      );
      if (value.kind !== 'pair' || truth?.kind !== 'pair') throw new Error('not of a pair');
      expect(others?.map(({ shape }) => shape)).toEqual([[28, 28, 1]]);
      const isRight = value.isSame === truth.isSame;
      expect(isRight).toBe((evaluated.margins[index] ?? 0) > 0);
      if (isRight) right += 1;
    }
    expect(evaluated.metrics.pairAccuracy).toBeCloseTo(right / evaluated.count, 9);
  });
});

it('a triplet: the distances that nodes give', async () => {
  await ask('triplet', async (question) => {
    const { value, others } = answered(await question({ type: 'prediction', sample: sample(3) }));
    const distances = answered(await question({ type: 'activations', path: 'joined', sample: sample(3) }));
    if (value.kind !== 'triplet') throw new Error('not of a triplet');
    expect([...distances.values]).toEqual([value.near, value.far]);
    expect(others).toHaveLength(2);
  });
});

/** By the definitions alone: every list is sorted as a whole. */
function bruteForce(points: readonly Float32Array[], labels: ArrayLike<number>, distance: Distance) {
  const [nearest, precisions]: [number[][], number[]] = [[], []];
  for (const [query, point] of points.entries()) {
    const others = points
      .map((other, at) => ({ at, far: distance(point, other) }))
      .filter(({ at }) => at !== query)
      .sort((a, b) => a.far - b.far || a.at - b.at);
    nearest.push(others.slice(0, 5).map(({ at }) => at));
    const isRight = others.map(({ at }) => labels[at] === labels[query]);
    const found = isRight.flatMap((right, at) =>
      right ? [isRight.slice(0, at + 1).filter(Boolean).length / (at + 1)] : [],
    );
    precisions.push(found.reduce((sum, one) => sum + one, 0) / found.length);
  }
  const counted = [...precisions.keys()].filter((query) => !Number.isNaN(precisions[query]));
  const meanOf = (value: (query: number) => number) =>
    counted.reduce((sum, query) => sum + value(query), 0) / counted.length;
  const recallAt = (most: number) =>
    meanOf((query) => Number(nearest[query]?.slice(0, most).some((at) => labels[at] === labels[query])));
  return {
    ...{ nearest, precisions, queries: counted.length, recallAt1: recallAt(1), recallAt5: recallAt(5) },
    meanAveragePrecision: meanOf((query) => precisions[query] ?? 0),
  };
}

type Distance = (a: Float32Array, b: Float32Array) => number;
const euclidean: Distance = (a, b) =>
  Math.sqrt(a.reduce((sum, one, at) => sum + (one - (b[at] ?? 0)) ** 2, 0));
const cosine: Distance = (a, b) => {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, one, at) => sum + one * (y[at] ?? 0), 0);
  return 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

it.each<[TupleId, string, Distance]>([
  ['pair', 'euclidean', euclidean],
  ['triplet', 'euclidean', euclidean],
  ['triplet', 'cosine', cosine],
])(
  'nearest neighbors of trained %ss by their %s distance, as found by brute force',
  async (tuple, measure, distance) => {
    const document = comparedNetwork({ tuple, seed: 5, epochs: 6, optimizer: quickAdam });
    const nodes = document.nodes.map((node) =>
      node.type === 'distance' ? { ...node, parameters: { measure } } : node,
    );
    const trained = { ...document, nodes, dataset: { id } };
    const directory = join(root, `${tuple}-${measure}`);
    const datasets = { ...DATASETS, user: root };
    await runTraining(trained, { datasets, runDirectory: directory, limit: 300 });
    await withNetwork(
      async (question) => {
        const found = answered(await question({ type: 'retrieval' }));
        expect(found).toMatchObject({ path: 'example-dense', measure, count: found.labels.length });
        const points: Float32Array[] = [];
        for (let index = 0; index < found.count; index += 1) {
          const asked = { type: 'activations', path: 'example-dense', sample: sample(index) } as const;
          points.push(answered(await question(asked)).values);
        }
        const expected = bruteForce(points, found.labels, distance);
        expect(found.queries).toBe(expected.queries);
        for (const figure of ['recallAt1', 'recallAt5', 'meanAveragePrecision'] as const)
          expect(found[figure]).toBeCloseTo(expected[figure], 6);
        // It has learned something: of ten classes, one of ten neighbors is right by chance.
        expect(found.recallAt1).toBeGreaterThan(0.2);
        expected.nearest.forEach((nearest, query) => {
          expect([...found.nearest.subarray(query * 5, query * 5 + 5)]).toEqual(nearest);
        });
        found.averagePrecisions.forEach((precision, query) => {
          if (Number.isNaN(expected.precisions[query])) expect(precision).toBeNaN();
          else expect(precision).toBeCloseTo(expected.precisions[query] ?? Number.NaN, 5);
        });
      },
      trained,
      datasets,
      { type: 'run', directory },
    );
  },
);

it('has no neighbors where nothing is compared', async () => {
  await withNetwork(async (question) => {
    expect(await question({ type: 'retrieval' })).toMatchObject({ error: { code: 'no-embedding' } });
  });
});

it('not of one image alone, and of augmented examples only themselves', async () => {
  await ask('pair', async (question) => {
    const own: Sample = { type: 'pixels', shape: [14, 14, 1], pixels: new Uint8Array(196) };
    const reply = await question({ type: 'prediction', sample: own });
    expect(reply).toMatchObject({ ok: false, error: { code: 'images-needed', values: { count: 2 } } });
    const augmented = answered(await question({ type: 'augmented', indices: [0, 1, 2], step: 1 }));
    expect(augmented.shape).toEqual([3, 28, 28, 1]);
    const times = answered(await question({ type: 'layer-times' }));
    expect(times.layers.length).toBeGreaterThan(5);
  });
});
