import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { readSafetensors } from '../../../graph-runtime/testing/safetensors';
import { asFailure } from '../protocol/trainer-failure';
import { figuresOf, runTraining, smallNetwork, steepNetwork, type Trial } from '../testing/run-training';
import { soak } from '../testing/soak';

const run = runTraining;
const curve = ({ points }: Trial) => figuresOf(points);
const stopAfter = (step: number) => (event: RunEvent) =>
  event.type === 'step' && (event.points.at(-1)?.step ?? 0) >= step;

async function failureOf(document: NetloomDocument, limit = 500) {
  return run(document, { limit }).then(
    () => null,
    (error: unknown) => asFailure(error),
  );
}

describe('training', () => {
  it('reports a run from preparing to done', async () => {
    const { events, points } = await run(smallNetwork(), { healthShare: Number.POSITIVE_INFINITY });
    const health = events.filter((event) => event.type === 'health');
    expect(health.map(({ point }) => point.step)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    const types = events
      .map(({ type }) => type)
      .filter((type) => type !== 'health')
      .filter((type, index, all) => type !== all[index - 1]);
    expect(types.slice(0, 2)).toEqual(['preparing', 'compiled']);
    expect(types.slice(2)).toEqual(['step', 'evaluating', 'epoch', 'step', 'evaluating', 'epoch', 'done']);
    const compiled = events.find((event) => event.type === 'compiled');
    expect(compiled).toMatchObject({ stepsPerEpoch: 10, trainCount: 500, testCount: 83 });
    expect(points.map(({ epoch }) => epoch)).toEqual([1, 2]);
    for (const event of events) {
      if (event.type !== 'step') continue;
      expect(Number.isFinite(event.examplesPerSecond)).toBe(true);
      expect(Number.isFinite(event.secondsLeft)).toBe(true);
    }
  });

  it('looks at a step from the side: what is seen is what the step does', async () => {
    const optimizer = { type: 'sgd', learningRate: 0.1, weightDecay: 0, clipNorm: null } as const;
    const { events } = await run(smallNetwork({ epochs: 1, optimizer }), { healthShare: 100 });
    const [point] = events.flatMap((event) => (event.type === 'health' ? [event.point] : []));
    expect(point?.weights.map(({ name }) => name)).toEqual([
      'conv/kernel',
      'conv/bias',
      'dense/kernel',
      'dense/bias',
    ]);
    for (const { weightNorm, gradientNorm, updateNorm } of point?.weights ?? []) {
      expect(updateNorm / gradientNorm).toBeCloseTo(0.1, 3);
      expect(weightNorm).toBeGreaterThan(0);
    }
    expect(point?.activations.find(({ path }) => path === 'relu')?.deadShare).toBeLessThan(1);
    for (const { values, gradient } of point?.weights ?? []) {
      const count = values?.counts.reduce((sum, part) => sum + part, 0);
      expect(count).toBeGreaterThan(0);
      expect(gradient?.counts.reduce((sum, part) => sum + part, 0)).toBe(count);
      expect(values?.maximum).toBeGreaterThan(values?.minimum ?? Number.NaN);
    }
  });

  it('learns', async () => {
    const { points } = await run(smallNetwork({ epochs: 6 }), { limit: 3000 });
    expect(points.at(-1)?.trainLoss).toBeLessThan(0.9);
    expect(points.at(-1)?.testAccuracy).toBeGreaterThan(0.65);
  });

  it('gives the same curve for the same seed, bit for bit, and another for another', async () => {
    const [first, second, other] = [
      await run(smallNetwork({ seed: 3 })),
      await run(smallNetwork({ seed: 3 })),
      await run(smallNetwork({ seed: 4 })),
    ];
    expect(curve(second)).toEqual(curve(first));
    expect(curve(other)).not.toEqual(curve(first));
  });

  it('includes the last, smaller batch', async () => {
    const { events } = await run(smallNetwork({ batchSize: 64, epochs: 1 }), { limit: 130 });
    const compiled = events.find((event) => event.type === 'compiled');
    expect(compiled).toMatchObject({ stepsPerEpoch: 3 });
    const last = events.filter((event) => event.type === 'step').at(-1);
    expect(last).toMatchObject({ points: [{ step: 3, epoch: 1 }] });
  });

  it('trains a batch larger than the data', async () => {
    const { events } = await run(smallNetwork({ batchSize: 4096, epochs: 1 }), { limit: 100 });
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });

  it('stops between two steps', async () => {
    const { events, points } = await run(smallNetwork({ epochs: 50 }), { stopAt: stopAfter(12) });
    const last = events.at(-1);
    expect(last?.type).toBe('stopped');
    const seen = events
      .filter((event) => event.type === 'step')
      .at(-1)
      ?.points.at(-1)?.step;
    // Steps are reported some times a second: the run ends with the very step that was last reported.
    expect(last).toEqual({ type: 'stopped', step: seen });
    expect(points.length).toBeLessThan(50);
  });

  it('follows the schedule', async () => {
    const schedule = { type: 'exponential', factorPerEpoch: 1e-9, warmupEpochs: 0 } as const;
    const { points } = await run(smallNetwork({ epochs: 3, schedule }));
    // After the first epoch nothing is learned any more: only dropout and the order of the examples differ.
    const change = Math.abs((points[2]?.testLoss ?? 0) - (points[1]?.testLoss ?? 1));
    expect(change).toBeLessThan(1e-4);
  });
});

describe('training that cannot continue', () => {
  it('stops when the loss is no longer finite, and names step, learning rate and layer', async () => {
    const optimizer = { type: 'sgd', learningRate: 1e30, weightDecay: 0, clipNorm: null } as const;
    const failed = await failureOf(smallNetwork({ optimizer }));
    expect(failed).toMatchObject({
      code: 'loss-not-finite',
      values: { learningRate: 1e30 },
      path: expect.stringMatching(/^(conv|dense)$/),
    });
    expect(Number(failed?.values.step)).toBeGreaterThan(1);
  });

  it.each([
    // Reported by the loss of the second step, or, where there is none, by the test loss.
    { how: 'in a run of many steps', limit: 500, clipNorm: null, microBatchSize: 50 },
    { how: 'with clipped gradients', limit: 500, clipNorm: 1, microBatchSize: 50 },
    { how: 'in the last step, in micro-batches', limit: 50, clipNorm: null, microBatchSize: 10 },
  ])(
    'names the layer at which the gradient overflowed, $how',
    async ({ limit, clipNorm, microBatchSize }) => {
      const optimizer = { type: 'sgd', learningRate: 0.1, weightDecay: 0, clipNorm } as const;
      const failed = await failureOf(steepNetwork({ optimizer, microBatchSize, epochs: 1 }), limit);
      expect(failed).toMatchObject({
        code: 'weights-not-finite',
        values: { step: 1, learningRate: 0.1, node: 'middle' },
        path: 'middle',
      });
    },
  );

  it('refuses a network with errors, at the node concerned', async () => {
    const document = smallNetwork();
    const edges = document.edges.filter(({ to }) => to !== 'flatten');
    expect(await failureOf({ ...document, edges })).toMatchObject({
      code: 'network-not-trainable',
      path: 'flatten',
    });
  });

  it('refuses fewer classes than the data has', async () => {
    expect(await failureOf(smallNetwork({}, { units: 7 }))).toMatchObject({
      code: 'classes-do-not-match',
      values: { scores: 7, classes: 10 },
      path: 'output',
    });
  });

  it('says when the data set does not exist', async () => {
    expect(await failureOf({ ...smallNetwork(), dataset: { id: 'nowhere' } })).toMatchObject({
      code: 'dataset-missing',
      values: { id: 'nowhere' },
    });
  });
});

describe('what stays', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  it('writes weights, metrics and the document', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'netloom-run-'));
    folders.push(folder);
    const outputDirectory = join(folder, 'new', 'run');
    const { points } = await run(smallNetwork(), { outputDirectory });
    const weights = readSafetensors(join(outputDirectory, 'weights.safetensors'));
    expect([...weights].map(([name, { shape }]) => [name, shape])).toEqual([
      ['conv/kernel', [3, 3, 1, 4]],
      ['conv/bias', [4]],
      ['dense/kernel', [784, 10]],
      ['dense/bias', [10]],
    ]);
    const metrics = JSON.parse(await readFile(join(outputDirectory, 'metrics.json'), 'utf8'));
    expect(metrics.epochs).toEqual(points);
    const saved = parseDocument(await readFile(join(outputDirectory, 'document.json'), 'utf8'));
    expect(saved).toMatchObject({ ok: true, document: { name: 'small' } });
  });

  it('leaves no tensor behind and does not grow', async () => {
    const { steps, tensorsWithin, tensorsLeft, early, late } = await soak(1_000);
    expect({ steps, tensorsWithin, tensorsLeft }).toEqual({ steps: 1_000, tensorsWithin: 0, tensorsLeft: 0 });
    expect(late - early).toBeLessThan(32e6);
  });
});
