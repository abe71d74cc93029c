import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { float32, int32, type TensorData } from '../engine/tensor-data';
import { closeRun } from '../program/prepared-run';
import { prepareRun } from '../prepare/prepare-run';
import { asFailure } from '../protocol/trainer-failure';
import { type Opened, openProgram, readState, smallNetwork as layers } from '../testing/open-program';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { DATASETS, quickAdam, runTraining, smallNetwork, steepNetwork } from '../testing/run-training';
import { TrainingSteps } from './training-steps';

const STEPS = 8;

/** Two devices of the processor stand for two graphics cards: placement and sums are the same. */
const dividedBy = (document: NetloomDocument, parts: Partial<TrainingSettings>): NetloomDocument => ({
  ...document,
  training: { ...document.training, ...parts },
});

/** Results of some steps, and everything that is saved after them. */
async function trainedSteps(document: NetloomDocument) {
  const { batchSize } = document.training;
  const run = await prepareRun({ document, datasets: DATASETS, limit: 4 * batchSize, emit: () => {} });
  try {
    const steps = new TrainingSteps(run);
    const results = Array.from({ length: STEPS }, (_, place) => {
      const indices = Int32Array.from(
        { length: batchSize },
        (__, example) => (place * 7 + example * 3) % (4 * batchSize),
      );
      const { loss, sums } = steps.train(indices, { step: place + 1, stepsPerEpoch: 4, epochs: 2 });
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

const lenet = (training: Partial<TrainingSettings>): NetloomDocument => {
  const document = readPreset('lenet');
  return { ...document, training: { ...document.training, batchSize: 32, ...training } };
};

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

describe('a run with replicas', () => {
  const document = smallNetwork({ replicas: 2, batchSize: 64 });

  it('trains to the end of epochs whose last batch cannot be divided, and does the same again', async () => {
    const uneven = smallNetwork({ replicas: 3, batchSize: 50 });
    const run = await runTraining(uneven, { limit: 152 });
    expect([...run.steps.values()].map(({ examples }) => examples)).toEqual([50, 50, 50, 2, 50, 50, 50, 2]);
    const again = await runTraining(uneven, { limit: 152 });
    expect(again.steps).toEqual(run.steps);
  });

  it('is resumed bit for bit', async () => {
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
