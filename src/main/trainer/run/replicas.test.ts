import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { float32, int32, type TensorData } from '../engine/tensor-data';
import { closeRun } from '../program/prepared-run';
import { prepareRun } from '../prepare/prepare-run';
import { asFailure } from '../protocol/trainer-failure';
import { type Opened, openProgram, readState, smallNetwork as layers } from '../testing/open-program';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { withNormalization } from '../testing/with-normalization';
import { DATASETS, quickAdam, runTraining, smallNetwork, steepNetwork } from '../testing/run-training';
import { TrainingSteps } from './training-steps';

const STEPS = 8;

/** Two devices of the processor stand for two graphics cards: placement and sums are the same. */
const dividedBy = (document: NetloomDocument, parts: Partial<TrainingSettings>): NetloomDocument => ({
  ...document,
  training: { ...document.training, ...parts },
});

/** Results of some steps, and everything that is saved after them. */
async function trainedSteps(document: NetloomDocument, order = (indices: Int32Array): Int32Array => indices) {
  const { batchSize } = document.training;
  const run = await prepareRun({ document, datasets: DATASETS, limit: 4 * batchSize, emit: () => {} });
  try {
    const steps = new TrainingSteps(run);
    const results = Array.from({ length: STEPS }, (_, place) => {
      const indices = Int32Array.from(
        { length: batchSize },
        (__, example) => (place * 7 + example * 3) % (4 * batchSize),
      );
      const { loss, sums } = steps.train(order(indices), { step: place + 1, stepsPerEpoch: 4, epochs: 2 });
      return { loss, sums };
    });
    return { results, state: readState({ ...run, call: neverCalled }) };
  } finally {
    closeRun(run);
  }
}

const neverCalled: Opened['call'] = () => {
  throw new Error('only its state is read');
};

const isStatistic = (name: string) => /\/moving(Mean|Variance)$/.test(name);

const withoutStatistics = (state: Readonly<Record<string, TensorData>>) =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !isStatistic(name)));

/** The farthest that a loss or a saved value is from that of the other, compared with its size where that is above 1. */
function farthest(one: TrainedSteps, other: TrainedSteps): number {
  const distances = Object.entries(other.state).flatMap(([name, { values }]) =>
    Array.from(values, (value, at) => distance(one.state[name]?.values[at], value)),
  );
  const ofLosses = other.results.map(({ loss }, at) => distance(one.results[at]?.loss, loss));
  return [...distances, ...ofLosses].reduce((most, value) => Math.max(most, value), 0);
}

type TrainedSteps = Awaited<ReturnType<typeof trainedSteps>>;

const distance = (one = Number.NaN, other: number) => Math.abs(one - other) / Math.max(1, Math.abs(other));

const lenet = (training: Partial<TrainingSettings>): NetloomDocument => {
  const document = readPreset('lenet');
  return { ...document, training: { ...document.training, batchSize: 32, ...training } };
};

const normalizedLenet = withNormalization(lenet({}), ['conv1', 'conv2']);
const normalizedVectors = withNormalization(
  lenet({ optimizer: { ...readPreset('lenet').training.optimizer, learningRate: 0.01 } }),
  ['dense1', 'dense2'],
);

/** In small steps: else it comes to other weights if only the examples of a batch change places. */
const smallResnet = ((): NetloomDocument => {
  const document = readPreset('resnet');
  const [input, ...nodes] = document.nodes;
  const training = {
    ...document.training,
    batchSize: 32,
    optimizer: { ...document.training.optimizer, learningRate: 1e-6 },
  };
  return readDocument({
    ...document,
    nodes: [{ ...input, parameters: { shape: [32, 32, 1] } }, ...nodes],
    training,
  });
})();

describe('a step on several devices', () => {
  it.each([
    ['LeNet', lenet({}), 2],
    ['a network with dropout, with Adam', smallNetwork({ batchSize: 32, optimizer: quickAdam }), 2],
    ['a network with batch normalization', smallNetwork({ batchSize: 32 }, { isNormalized: true }), 2],
    ['ResNet-18', dividedBy(readPreset('resnet'), { batchSize: 8 }), 2],
    ['LeNet on four', lenet({}), 4],
    ['an average of weights', lenet({ weightAverage: 0.75, optimizer: quickAdam }), 2],
    ['mixed examples', lenet({ mixup: 1, cutMix: 1 }), 2],
    ['augmented images', lenet({ augmentation: [{ type: 'randomCrop', padding: 2 }] }), 2],
  ])(
    '%s: gives losses, weights and slots of as many micro-batches, bit for bit',
    async (_, document, replicas) => {
      const microBatchSize = document.training.batchSize / replicas;
      const parts = await trainedSteps(dividedBy(document, { microBatchSize }));
      const replicated = await trainedSteps(dividedBy(document, { replicas }));
      expect(replicated.results).toEqual(parts.results);
      expect(withoutStatistics(replicated.state)).toEqual(withoutStatistics(parts.state));
    },
  );

  it('makes running statistics the mean of the replicas’', async () => {
    const rate = { learningRate: float32([0], []) };
    const feeds = (part: number) => ({ indices: int32([2 * part, 2 * part + 1]), seed: int32([part, 1]) });
    const alone = [];
    for (const part of [0, 1]) {
      const opened = await openProgram(layers, [4, 4, 1], 1, { batchSize: 2 });
      opened.call('train', { ...feeds(part), ...rate });
      alone.push(readState(opened));
    }
    const replicated = await openProgram(layers, [4, 4, 1], 1, { batchSize: 4, replicas: 2 });
    const ofReplicas = [0, 1].flatMap((part) =>
      Object.entries({ ...feeds(part), share: float32([0.5], []) }).map(
        ([name, value]) => [`${part}/${name}`, value] as const,
      ),
    );
    replicated.call('train-in-replicas', { ...rate, ...Object.fromEntries(ofReplicas) });
    const statistics = Object.entries(readState(replicated)).filter(([name]) => isStatistic(name));
    expect(statistics).toHaveLength(2);
    for (const [name, { values }] of statistics) {
      const [first, second] = alone.map((state) => state[name]?.values ?? []);
      expect(first).not.toEqual(second);
      values.forEach((value, place) => {
        expect(value).toBeCloseTo(((first?.[place] ?? NaN) + (second?.[place] ?? NaN)) / 2, 6);
      });
    }
  });

  it('opens no port', async () => {
    await trainedSteps(lenet({ replicas: 2 }));
    expect(listeningSockets()).toEqual([]);
  });
});

describe('a step with synchronized batch normalization', () => {
  const synchronized = { batchStatistics: 'synchronized' } as const;

  it.each([
    ['LeNet', normalizedLenet, 2],
    ['LeNet in uneven parts', normalizedLenet, 3],
    ['LeNet in parts of one', dividedBy(normalizedLenet, { batchSize: 4 }), 4],
  ])('%s: gives weights, losses and statistics of the whole batch', async (_, document, replicas) => {
    const whole = await trainedSteps(document);
    const together = await trainedSteps(dividedBy(document, { replicas, ...synchronized }));
    const apart = await trainedSteps(dividedBy(document, { replicas }));
    expect(farthest(together, whole)).toBeLessThan(1e-5);
    expect(farthest(apart, whole)).toBeGreaterThan(1e-4);
  });

  it.each([
    ['ResNet-18 of small images', smallResnet, 2],
    ['LeNet with normalized vectors', normalizedVectors, 4],
    ['LeNet with normalized vectors in parts of one', dividedBy(normalizedVectors, { batchSize: 4 }), 4],
  ])(
    '%s: is as near to the whole batch as that is with its examples in another order',
    async (_, document, replicas) => {
      const whole = await trainedSteps(document);
      const reversed = await trainedSteps(document, (indices) => indices.reverse());
      const together = await trainedSteps(dividedBy(document, { replicas, ...synchronized }));
      const apart = await trainedSteps(dividedBy(document, { replicas }));
      const near = 1e-5 + 10 * farthest(reversed, whole);
      expect(farthest(together, whole)).toBeLessThan(near);
      expect(farthest(apart, whole)).toBeGreaterThan(near);
    },
  );

  it('gives the same again, bit for bit', async () => {
    const document = dividedBy(normalizedLenet, { replicas: 3, ...synchronized });
    expect(await trainedSteps(document)).toEqual(await trainedSteps(document));
  });

  it('leaves frozen statistics as they are', async () => {
    const nodes = normalizedLenet.nodes.map((node) =>
      node.id === 'conv1-norm' ? { ...node, trainable: false } : node,
    );
    const document = { ...normalizedLenet, nodes };
    const whole = await trainedSteps(document);
    const together = await trainedSteps(dividedBy(document, { replicas: 2, ...synchronized }));
    const reversed = await trainedSteps(document, (indices) => indices.reverse());
    expect(together.state['conv1-norm/movingMean']).toEqual(whole.state['conv1-norm/movingMean']);
    expect(farthest(together, whole)).toBeLessThan(1e-5 + 10 * farthest(reversed, whole));
  });

  it('gives what replicas without it give where nothing is normalized', async () => {
    const alone = await trainedSteps(lenet({ replicas: 4 }));
    expect(await trainedSteps(lenet({ replicas: 4, ...synchronized }))).toEqual(alone);
  });

  it('learns in mixed precision', async () => {
    const document = dividedBy(normalizedLenet, { precision: 'mixed' });
    const whole = await trainedSteps(document);
    const together = await trainedSteps(dividedBy(document, { replicas: 2, ...synchronized }));
    // Eight bits of each product.
    expect(farthest(together, whole)).toBeLessThan(2 ** -8);
  });
});

describe('a run with replicas', () => {
  const document = smallNetwork({ replicas: 2, batchSize: 64 });

  it('trains to the end of epochs whose last batch cannot be divided, and does the same again', async () => {
    const uneven = smallNetwork({ replicas: 3, batchSize: 50 });
    const run = await runTraining(uneven, { limit: 152 });
    expect([...run.steps.values()].map(({ examples }) => examples)).toEqual([50, 50, 50, 2, 50, 50, 50, 2]);
    const again = await runTraining(uneven, { limit: 152 });
    expect(again.steps).toEqual(run.steps);
  });

  it.each([
    ['is resumed bit for bit', document],
    [
      'is resumed bit for bit with synchronized batch normalization',
      smallNetwork({ replicas: 2, batchSize: 64, batchStatistics: 'synchronized' }, { isNormalized: true }),
    ],
  ])('%s', async (_, document) => {
    const root = await mkdtemp(join(tmpdir(), 'netloom-replicas-'));
    try {
      await expectResumedBitForBit((trial) => runTraining(document, trial), join(root, 'run'));
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('names the node at which a loss overflowed', async () => {
    const steep = steepNetwork({ replicas: 2, optimizer: { ...quickAdam, learningRate: 1e30 } });
    const failed = await runTraining(steep).then(
      () => null,
      (error: unknown) => asFailure(error),
    );
    expect(failed?.code).toMatch(/^(loss|weights)-not-finite$/);
    expect(failed?.path).toBeDefined();
  });
});

/** Local addresses of this process's listening TCP sockets. */
function listeningSockets(): readonly string[] {
  const own = new Set(
    readdirSync('/proc/self/fd').flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)];
      } catch {
        // Closed since the folder was listed.
        return [];
      }
    }),
  );
  const LISTENING = '0A';
  return ['tcp', 'tcp6'].flatMap((protocol) =>
    readFileSync(`/proc/self/net/${protocol}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === LISTENING && own.has(`socket:[${fields[9]}]`))
      .map((fields) => fields[1] ?? ''),
  );
}
