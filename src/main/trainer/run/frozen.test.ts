import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scalarsAt } from '../../../graph-runtime/compile/optimizer-scalars';
import { type NetloomDocument, optimizerSchema } from '../../../graph-runtime/document/document';
import { optimizers } from '../../../graph-runtime/settings/optimizers/registry';
import type { Feeds } from '../engine/native-session';
import { float32, int32, type TensorData } from '../engine/tensor-data';
import { asFailure } from '../protocol/trainer-failure';
import {
  type Nodes,
  type Opened,
  openProgram,
  pixels,
  readState,
  smallNetwork,
} from '../testing/open-program';
import { figuresOf, runTraining, smallNetwork as trainedNetwork } from '../testing/run-training';

const SIZE = 16;
const BATCH = [0, 1, 2, 3];

const withChanges = (changes: Readonly<Record<string, object>>): Nodes =>
  smallNetwork.map((node) => ({ ...node, ...changes[node.id] }));
const FROZEN = { trainable: false };

function feedsOf({ program }: Opened, learningRate: number, step = 1): Feeds {
  const scalars = Object.entries(scalarsAt(program, learningRate, step));
  return {
    ...{ indices: int32(BATCH), seed: int32([5, step]) },
    ...Object.fromEntries(scalars.map(([name, value]) => [name, float32([value], [])])),
  };
}

function valuesOf(tensors: Readonly<Record<string, TensorData>>, name: string): number[] {
  const found = tensors[name];
  if (found === undefined) throw new Error(`there is no ${name}`);
  return Array.from(found.values);
}

describe('frozen layers', () => {
  it('have neither gradients nor slots, and nothing is computed backward through them', async () => {
    const { program } = await openProgram(withChanges({ conv: FROZEN, norm: FROZEN }));
    expect([...program.train.gradients.keys()]).toEqual(['dense/kernel', 'dense/bias']);
    expect(program.slots.map(({ weight }) => weight)).toEqual(['dense/kernel', 'dense/bias']);
    const backward = program.graph.ops.filter(({ name }) => name.includes('gradient/'));
    expect(backward.length).toBeGreaterThan(0);
    expect(backward.filter(({ name }) => /\/(conv|norm|relu|flatten)\b/.test(name))).toEqual([]);
  });

  it('keep weights and running statistics bit for bit, while the rest learns', async () => {
    const opened = await openProgram(withChanges({ conv: FROZEN, norm: FROZEN }));
    const before = readState(opened);
    for (let step = 1; step <= 3; step += 1) opened.call('train', feedsOf(opened, 0.1, step));
    const after = readState(opened);
    for (const name of Object.keys(before).filter((key) => /^(conv|norm)\//.test(key))) {
      expect(after[name], name).toEqual(before[name]);
    }
    expect(Object.keys(before)).toContain('norm/movingVariance');
    expect(after['dense/kernel']).not.toEqual(before['dense/kernel']);
  });

  it('give what they give in evaluation: a step of the layer behind follows from that by the formula', async () => {
    const opened = await openProgram(withChanges({ conv: FROZEN, norm: FROZEN }));
    const count = 10;
    // Statistics that are not those of the beginning, nor of the batch.
    const state = readState(opened);
    opened.call('write', {
      ...state,
      'norm/movingMean': float32([0.2, -0.1]),
      'norm/movingVariance': float32([0.5, 2]),
    });
    const images: TensorData = {
      dtype: 'uint8',
      shape: [count, 4, 4, 1],
      values: pixels(count, SIZE),
    };
    const flat = valuesOf(opened.call('activations', { images }) as Record<string, TensorData>, 'flatten');
    const features = BATCH.map((row) =>
      flat.slice((row * flat.length) / count, ((row + 1) * flat.length) / count),
    );
    const kernel = valuesOf(state, 'dense/kernel');
    const probabilities = features.map((row) => {
      const scores = [0, 1, 2].map((unit) =>
        row.reduce((sum, value, at) => sum + value * (kernel[3 * at + unit] ?? 0), 0),
      );
      const all = scores.reduce((sum, score) => sum + Math.exp(score), 0);
      return scores.map((score) => Math.exp(score) / all);
    });
    opened.call('train', feedsOf(opened, 0.1));
    const expected = kernel.map((value, index) => {
      const [at, unit] = [Math.floor(index / 3), index % 3];
      const gradients = features.map((row, example) => {
        const error = (probabilities[example]?.[unit] ?? 0) - (example % 3 === unit ? 1 : 0);
        return (row[at] ?? 0) * error;
      });
      return value - (0.1 * gradients.reduce((sum, one) => sum + one, 0)) / BATCH.length;
    });
    valuesOf(readState(opened), 'dense/kernel').forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 5);
    });
  });

  it('let gradients through to layers before them that learn, with the running statistics as constants', async () => {
    // Without the corner of a ReLU, where there is no slope to measure.
    const nodes = withChanges({ norm: FROZEN }).filter(({ type }) => type !== 'relu');
    const opened = await openProgram(nodes);
    opened.call('write', { ...readState(opened), 'norm/movingVariance': float32([0.5, 2]) });
    const before = readState(opened);
    const gradient = valuesOf(
      opened.call('gradients', { indices: int32(BATCH), seed: int32([5, 1]) }) as Record<string, TensorData>,
      'conv/bias',
    );
    const lossAt = (bias: readonly number[]) => {
      opened.call('write', { ...before, 'conv/bias': float32([...bias]) });
      const { loss } = opened.call('train', feedsOf(opened, 0));
      return loss?.values[0] ?? Number.NaN;
    };
    const h = 1e-2;
    [0, 1].forEach((at) => {
      const moved = (by: number) =>
        valuesOf(before, 'conv/bias').map((value, i) => (i === at ? value + by : value));
      const slope = (lossAt(moved(h)) - lossAt(moved(-h))) / (2 * h);
      expect(Math.abs(slope - (gradient[at] ?? Number.NaN))).toBeLessThan(2e-3);
    });
    expect(readState(opened)['norm/movingVariance']).toEqual(before['norm/movingVariance']);
  });
});

describe('a factor of the learning rate', () => {
  /** The state after one step, and after two. */
  async function states(nodes: Nodes, type: string, learningRate: number) {
    const optimizer = optimizerSchema.parse({ type, learningRate, weightDecay: 0.125 });
    const opened = await openProgram(nodes, [4, 4, 1], 1, { optimizer });
    return [1, 2].map((step) => {
      opened.call('train', feedsOf(opened, learningRate, step));
      return readState(opened);
    });
  }

  // Powers of two: the products are exact, and the steps equal bit for bit.
  it.each(Object.keys(optimizers))('of %s multiplies the rate of all that depends on it', async (type) => {
    const all = withChanges({
      conv: { learningRateFactor: 0.25 },
      norm: { learningRateFactor: 0.25 },
      dense: { learningRateFactor: 0.25 },
    });
    expect(await states(all, type, 0.0625)).toEqual(await states(smallNetwork, type, 0.015625));
  });

  it('holds for its node alone', async () => {
    const [mixed, fast, slow] = [
      await states(withChanges({ dense: { learningRateFactor: 0.25 } }), 'adamw', 0.0625),
      await states(smallNetwork, 'adamw', 0.0625),
      await states(smallNetwork, 'adamw', 0.015625),
    ];
    expect(mixed[0]?.['conv/kernel']).toEqual(fast[0]?.['conv/kernel']);
    expect(mixed[0]?.['dense/kernel']).toEqual(slow[0]?.['dense/kernel']);
    expect(mixed[0]?.['dense/kernel']).not.toEqual(fast[0]?.['dense/kernel']);
  });
});

describe('a run with frozen layers', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netloom-frozen-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function changed(changes: Readonly<Record<string, object>>, training = {}): NetloomDocument {
    const document = trainedNetwork({ epochs: 2, ...training }, { isNormalized: true });
    return { ...document, nodes: document.nodes.map((node) => ({ ...node, ...changes[node.id] })) };
  }

  const optimizer = optimizerSchema.parse({ type: 'adam', learningRate: 0.003 });
  const frozen = { conv: FROZEN, norm: FROZEN, dense: { learningRateFactor: 0.5 } };

  it.each([
    ['whole steps', {}],
    ['micro-batches', { microBatchSize: 20 }],
  ])('is resumed bit for bit (%s)', async (name, more) => {
    const document = changed(frozen, { optimizer, ...more });
    const whole = await runTraining(document);
    const runDirectory = join(folder, name);
    await runTraining(document, { runDirectory, stopAtStep: 7 });
    const rest = await runTraining(document, { runDirectory, resume: true });
    expect(rest.steps.size).toBeGreaterThan(0);
    for (const [step, result] of rest.steps) expect(result, `${step}`).toEqual(whole.steps.get(step));
    expect(figuresOf(rest.points).at(-1)).toEqual(figuresOf(whole.points).at(-1));
  });

  it('is not resumed with other layers frozen, and says so of another factor', async () => {
    const runDirectory = join(folder, 'others');
    await runTraining(changed(frozen), { runDirectory, stopAtStep: 3 });
    const failure = await runTraining(changed({ ...frozen, norm: {} }), { runDirectory, resume: true }).catch(
      (error: unknown) => asFailure(error),
    );
    expect(failure).toMatchObject({
      code: 'checkpoint-of-other-settings',
      values: { setting: 'frozen', was: 'conv, norm', received: 'conv' },
    });
    const { events } = await runTraining(changed({ ...frozen, dense: { learningRateFactor: 0.25 } }), {
      ...{ runDirectory, resume: true },
    });
    const warning = events.find(({ type }) => type === 'warning');
    expect(warning).toMatchObject({
      failure: {
        code: 'resumed-with-other-setting',
        values: { setting: 'rateFactors', was: 'dense 0.5', received: 'dense 0.25' },
      },
    });
  });
});
