import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TRAINED } from '../../../graph-runtime/compile/average-weights';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { readNewestCheckpoint } from '../checkpoints/checkpoint-store';
import { prepareRun } from '../prepare/prepare-run';
import { closeRun, type PreparedRun } from '../program/prepared-run';
import { readState, readWeights, writeState } from '../program/program-state';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { DATASETS, quickAdam, runTraining, smallNetwork, type TrainingTrial } from '../testing/run-training';
import { TrainingSteps } from './training-steps';

/* The exponential moving average of weights, in the real engine. */

const root = mkdtempSync(join(tmpdir(), 'netloom-average-'));
const runs: PreparedRun[] = [];
afterAll(() => {
  runs.forEach(closeRun);
  rmSync(root, { recursive: true, force: true });
});

const DECAY = 0.75;
const network = (training: Partial<TrainingSettings>) =>
  smallNetwork({ seed: 5, batchSize: 8, optimizer: quickAdam, ...training }, { isNormalized: true });

async function prepare(training: Partial<TrainingSettings>): Promise<PreparedRun> {
  const document = network(training);
  const run = await prepareRun({ document, datasets: DATASETS, limit: 40, emit: () => undefined });
  runs.push(run);
  return run;
}

/** Weights by their names, as plain numbers. */
const numbersOf = (run: PreparedRun) =>
  new Map(readState(run).map(({ name, values }) => [name, Array.from(values, Number)] as const));

async function takeSteps(run: PreparedRun, after: () => void): Promise<void> {
  const steps = new TrainingSteps(run);
  for (let step = 1; step <= 4; step += 1) {
    const batch = Int32Array.from({ length: 8 }, (_, index) => 8 * (step - 1) + index);
    await steps.trainUnlessStopped(batch, { step, stepsPerEpoch: 5, epochs: 1 }, async () => false);
    after();
  }
}

describe.each([
  ['whole steps', {}],
  ['micro-batches', { microBatchSize: 4 }],
] as const)('with %s', (_name, more) => {
  it('averages weights and running statistics after each step, and leaves training as it is', async () => {
    const [plain, averaged] = [await prepare(more), await prepare({ ...more, weightAverage: DECAY })];
    const names = readWeights(plain).map(({ name }) => name);
    const expected = new Map(names.map((name) => [name, numbersOf(plain).get(name) ?? []]));
    await takeSteps(plain, () => {
      const now = numbersOf(plain);
      for (const [name, average] of expected) {
        const weights = now.get(name) ?? [];
        expected.set(
          name,
          average.map((value, at) => DECAY * value + (1 - DECAY) * (weights[at] ?? 0)),
        );
      }
    });
    await takeSteps(averaged, () => undefined);
    const [trained, found] = [numbersOf(plain), numbersOf(averaged)];
    for (const name of names) {
      expect(found.get(`${name}${TRAINED}`), name).toEqual(trained.get(name));
      const wanted = expected.get(name) ?? [];
      const errors = wanted.map((value, at) => Math.abs(value - (found.get(name)?.[at] ?? Number.NaN)));
      expect(Math.max(...errors), name).toBeLessThan(1e-5);
      expect(found.get(name), name).not.toEqual(trained.get(name));
    }
  });
});

it('is what an evaluation reads', async () => {
  const run = await prepare({ weightAverage: DECAY });
  await takeSteps(run, () => undefined);
  const { evaluationWeights } = run.program;
  const read = run.session.run({ inputs: {}, outputs: Object.fromEntries(evaluationWeights) });
  const state = numbersOf(run);
  expect(evaluationWeights.size).toBeGreaterThan(4);
  for (const name of evaluationWeights.keys()) {
    expect(Array.from(read[name]?.values ?? [], Number), name).toEqual(state.get(name));
  }
});

it('begins with the weights that a run begins with', async () => {
  const [run, other] = [await prepare({ weightAverage: DECAY }), await prepare({ seed: 6 })];
  writeState(run, readWeights(other));
  const [found, given] = [numbersOf(run), numbersOf(other)];
  for (const { name } of readWeights(other)) {
    expect(found.get(name)).toEqual(given.get(name));
    expect(found.get(`${name}${TRAINED}`)).toEqual(given.get(name));
  }
});

it('is resumed bit for bit, and refuses checkpoints without averages', async () => {
  const run = (training: Partial<TrainingSettings>, trial: TrainingTrial = {}) =>
    runTraining(network({ batchSize: 50, ...training }), trial);
  const runDirectory = join(root, 'run');
  await expectResumedBitForBit((trial) => run({ weightAverage: 0.9 }, trial), runDirectory);
  await run({ weightAverage: 0.9 }, { runDirectory, stopAtStep: 6 });
  const found = await readNewestCheckpoint(runDirectory);
  if (!found.ok) throw new Error('no checkpoint');
  const names = found.value.checkpoint.tensors.map(({ name }) => name);
  expect(names.filter((name) => name.endsWith(TRAINED)).length).toBeGreaterThan(4);
  await expect(run({ epochs: 4 }, { runDirectory, resume: true })).rejects.toThrow();
});
