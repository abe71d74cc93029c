import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sample } from '../../../contract/contract';
import type { TupleId } from '../../../graph-runtime/targets/tuples';
import { type Ask, answered, withNetwork } from '../testing/ask-network';
import { comparedNetwork } from '../../../graph-runtime/testing/compared-network';
import { DATASETS } from '../testing/run-training';
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
