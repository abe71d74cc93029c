import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { readNewestCheckpoint } from '../checkpoints/checkpoint-store';
import { asFailure } from '../protocol/trainer-failure';
import { figuresOf, runTraining, smallNetwork, type Trial } from '../testing/run-training';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-resume-'));
});
afterAll(() => rm(folder, { recursive: true }));

function newDirectory(): string {
  count += 1;
  return join(folder, `run-${count}`);
}

async function newest(directory: string) {
  const found = await readNewestCheckpoint(directory);
  if (!found.ok) throw new Error(found.error.code);
  return found.value.checkpoint;
}

const adam = {
  type: 'adam',
  learningRate: 0.003,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 1e-4,
  clipNorm: 1,
} as const;
const momentum = {
  type: 'momentum',
  learningRate: 0.05,
  momentum: 0.9,
  nesterov: true,
  weightDecay: 0,
  clipNorm: null,
} as const;
const plateau = {
  type: 'reduceOnPlateau',
  factor: 0.5,
  patience: 1,
  minimumDelta: 0.2,
  minimum: 0,
  warmupEpochs: 0,
} as const;
const oneCycle = {
  type: 'oneCycle',
  riseShare: 0.3,
  initialDivisor: 25,
  finalDivisor: 10_000,
  warmupEpochs: 0.5,
} as const;

/** 500 examples, batches of 50 and the last of them smaller: 11 steps an epoch. */
const cases: Readonly<Record<string, Partial<TrainingSettings>>> = {
  'Adam, batch normalization, dropout and augmentation': {
    optimizer: adam,
    batchSize: 48,
    augmentation: [
      { type: 'randomCrop', padding: 3 },
      { type: 'horizontalFlip', probability: 0.5 },
      { type: 'rotation', degrees: 10 },
      { type: 'randomErasing', probability: 0.5, minimumArea: 0.02, maximumArea: 0.2, minimumAspect: 0.3 },
    ],
  },
  'crops at random, in micro-batches': {
    imageFit: 'crop',
    optimizer: adam,
    batchSize: 40,
    microBatchSize: 16,
  },
  'one cycle with momentum, micro-batches, and examples held out': {
    optimizer: momentum,
    schedule: oneCycle,
    trainingShare: 0.7,
    validationShare: 0.2,
    batchSize: 40,
    microBatchSize: 16,
  },
  'reduce on plateau, early stopping, and mixed precision': {
    precision: 'mixed',
    optimizer: adam,
    schedule: plateau,
    batchSize: 48,
    earlyStopping: { monitor: 'loss', patience: 2, minimumDelta: 0.05, keepsBest: true },
  },
};

/** Everything that must be the same, bit for bit: each step's numbers, each epoch's, and all variables at the end. */
async function outcome(trials: readonly Trial[], directory: string) {
  const { state, tensors } = await newest(directory);
  const { seconds: _, epochSeconds: __, points: ___, epochs, ...rest } = state;
  return {
    steps: new Map(trials.flatMap(({ steps }) => [...steps])),
    epochs: figuresOf(trials.flatMap(({ points }) => points)),
    kept: figuresOf(epochs),
    state: rest,
    tensors: new Map(tensors.map(({ name, values }) => [name, values])),
  };
}

describe('a resumed run', () => {
  it.each(Object.entries(cases))(
    'gives the same numbers as one that never stopped: %s',
    async (_, training) => {
      const document = smallNetwork({ ...training, epochs: 4, seed: 11 }, { isNormalized: true });
      const whole = newDirectory();
      const uninterrupted = await outcome([await runTraining(document, { runDirectory: whole })], whole);
      const parts = newDirectory();
      const trials: Trial[] = [];
      // In the middle of an epoch, in the evaluation after one, and where an epoch ends; with a pause on the way.
      trials.push(await runTraining(document, { runDirectory: parts, stopAtStep: 5 }));
      const more = { runDirectory: parts, resume: true };
      trials.push(await runTraining(document, { ...more, stopAt: ({ type }) => type === 'evaluating' }));
      trials.push(
        await runTraining(document, { ...more, pauseAtStep: 14, stopAt: ({ type }) => type === 'epoch' }),
      );
      trials.push(await runTraining(document, { ...more, stopAtStep: 25 }));
      trials.push(await runTraining(document, more));
      expect(trials.map(({ events }) => events.at(-1)?.type).slice(0, 3)).toEqual([
        'stopped',
        'stopped',
        'stopped',
      ]);
      const resumed = await outcome(trials, parts);
      expect(resumed).toEqual(uninterrupted);
      expect(resumed.steps.size).toBe(uninterrupted.state.step);
    },
  );

  it('continues the time that was trained, without the pauses and the time between', async () => {
    const document = smallNetwork({ epochs: 3, batchSize: 10 });
    const runDirectory = newDirectory();
    const trials = [await runTraining(document, { runDirectory, stopAtStep: 70, pauseAtStep: 20 })];
    trials.push(await runTraining(document, { runDirectory, resume: true }));
    const events = trials.flatMap((trial) => trial.events);
    const steps = events.flatMap((event) => (event.type === 'step' ? event.points : []));
    const epochs = trials.flatMap(({ points }) => points);
    const times = steps.map(({ trainingSeconds }) => trainingSeconds ?? Number.NaN);
    expect(times.every((time, at) => time > (times[at - 1] ?? 0))).toBe(true);
    // At an epoch's end it is the sum of the epochs so far, whichever process trained them.
    let sum = 0;
    for (const { epoch, seconds, trainingSeconds } of epochs) {
      sum += seconds;
      expect(trainingSeconds).toBeCloseTo(sum, 9);
      const last = steps.filter((point) => point.epoch <= epoch).at(-1);
      expect(last?.trainingSeconds).toBeCloseTo(sum, 9);
    }
    const { state } = await newest(runDirectory);
    expect(state.epochs.at(-1)?.trainingSeconds).toBe(epochs.at(-1)?.trainingSeconds);
    expect(state.points.at(-1)?.trainingSeconds).toBe(times.at(-1));
  });

  it('trains further when it is given more epochs', async () => {
    const directory = newDirectory();
    const document = smallNetwork({ optimizer: adam, epochs: 1 });
    const longer = { ...document, training: { ...document.training, epochs: 3 } };
    const first = await runTraining(document, { runDirectory: directory });
    expect(first.events.at(-1)).toMatchObject({ type: 'done', reason: 'complete' });
    const second = await runTraining(longer, { runDirectory: directory, resume: true });
    const whole = newDirectory();
    const uninterrupted = await runTraining(longer, { runDirectory: whole });
    expect(figuresOf([...first.points, ...second.points])).toEqual(figuresOf(uninterrupted.points));
    expect((await newest(directory)).tensors).toEqual((await newest(whole)).tensors);
    // Once more with nothing left to do.
    const third = await runTraining(longer, { runDirectory: directory, resume: true });
    expect(third.steps.size).toBe(0);
    expect(third.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['compiled', 'done']));
  });

  it('continues from the checkpoint before when the newest is damaged, and says so', async () => {
    const directory = newDirectory();
    const document = smallNetwork({ epochs: 3 });
    const first = await runTraining(document, { runDirectory: directory });
    const [older = '', newer = ''] = (await readdir(directory))
      .filter((name) => name.startsWith('checkpoint'))
      .sort();
    const path = join(directory, newer);
    const bytes = await readFile(path);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const again = await runTraining(document, { runDirectory: directory, resume: true });
    expect(again.events.find(({ type }) => type === 'warning')).toMatchObject({
      failure: { code: 'checkpoint-replaced', values: { step: Number(older.slice(11, 21)) } },
    });
    expect(figuresOf(again.points)).toEqual(figuresOf(first.points.slice(-again.points.length)));
  });

  it('refuses a checkpoint of another network or of other settings', async () => {
    const directory = newDirectory();
    const document = smallNetwork({ epochs: 1 });
    await runTraining(document, { runDirectory: directory });
    const refused = (changed: NetloomDocument, resume = true) =>
      runTraining(changed, { runDirectory: directory, resume }).then(
        () => null,
        (error: unknown) => asFailure(error),
      );
    expect(await refused(smallNetwork({ epochs: 1 }, { isNormalized: true }))).toMatchObject({
      code: 'checkpoint-of-another-network',
    });
    expect(await refused(smallNetwork({ epochs: 1, seed: 5 }))).toMatchObject({
      code: 'checkpoint-of-other-settings',
      values: { setting: 'seed', was: '0', received: '5' },
    });
    expect(await refused(document, false)).toMatchObject({ code: 'run-folder-in-use' });
    const empty = await runTraining(document, { runDirectory: newDirectory(), resume: true }).catch(
      asFailure,
    );
    expect(empty).toMatchObject({ code: 'checkpoint-missing' });
  });
});

describe('checkpoints', () => {
  it("come at the settings' cadence, also within an epoch, and only the last two stay", async () => {
    const directory = newDirectory();
    const document = smallNetwork({ epochs: 3, batchSize: 10, checkpointEpochs: 0.3 });
    const { events } = await runTraining(document, { runDirectory: directory });
    const steps = events.flatMap((event) => (event.type === 'checkpoint' ? [event.step] : []));
    // Those between may come some steps later: when another one is still being written.
    expect(steps[0]).toBe(15);
    expect(steps.at(-1)).toBe(150);
    const names = (await readdir(directory)).sort();
    expect(names.filter((name) => name.startsWith('checkpoint'))).toHaveLength(2);
    expect(names.filter((name) => name.startsWith('best')).length).toBeLessThanOrEqual(2);
    expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('early stopping', () => {
  const earlyStopping = { monitor: 'loss', patience: 2, minimumDelta: 10, keepsBest: true } as const;

  it('ends a run that no longer improves, with the weights of its best epoch', async () => {
    const runDirectory = newDirectory();
    const outputDirectory = newDirectory();
    const document = smallNetwork({ epochs: 9, earlyStopping });
    const { events, points } = await runTraining(document, { runDirectory, outputDirectory });
    expect(points).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ type: 'done', reason: 'early-stopping', bestEpoch: 1 });
    const one = newDirectory();
    await runTraining(smallNetwork({ epochs: 1 }), { outputDirectory: one });
    const weights = (directory: string) => readFile(join(directory, 'weights.safetensors'));
    expect(await weights(outputDirectory)).toEqual(await weights(one));
    // Also without a folder to keep them in.
    const third = newDirectory();
    await runTraining(document, { outputDirectory: third });
    expect(await weights(third)).toEqual(await weights(one));
  });
});

describe('initial weights', () => {
  it('come from another run, where name and shape agree', async () => {
    const first = newDirectory();
    await runTraining(smallNetwork({ epochs: 2 }), { outputDirectory: first });
    const initialWeights = join(first, 'weights.safetensors');
    const slow = { type: 'sgd', learningRate: 1e-12, weightDecay: 0, clipNorm: null } as const;
    const [continued, again] = [
      await runTraining(smallNetwork({ epochs: 1, optimizer: slow }), { initialWeights }),
      await runTraining(smallNetwork({ epochs: 1, optimizer: slow })),
    ];
    expect(continued.points[0]?.testAccuracy).toBeGreaterThan((again.points[0]?.testAccuracy ?? 1) + 0.2);
    const wider = await runTraining(smallNetwork({ epochs: 1 }, { units: 12 }), { initialWeights });
    expect(wider.events.find(({ type }) => type === 'warning')).toMatchObject({
      failure: { code: 'weights-fit-in-part', values: { count: 2, total: 4 } },
    });
  });
});
