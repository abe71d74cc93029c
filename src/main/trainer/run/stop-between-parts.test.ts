import { afterAll, describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { prepareRun } from '../prepare/prepare-run';
import { closeRun, type PreparedRun } from '../program/prepared-run';
import { readWeights } from '../program/program-state';
import { DATASETS } from '../testing/run-training';
import { TrainingSteps } from './training-steps';

const lenet = readPreset('lenet');
const runs: PreparedRun[] = [];
afterAll(() => runs.forEach(closeRun));

/** A network whose steps of eight examples come in parts of this number. */
async function prepare(microBatchSize: number, network = lenet): Promise<PreparedRun> {
  const training = { ...network.training, batchSize: 8, microBatchSize };
  const document = { ...network, training };
  const run = await prepareRun({ document, datasets: DATASETS, limit: 16, emit: () => undefined });
  runs.push(run);
  return run;
}

/** With statistics that every part of a step moves. */
const normalized: NetloomDocument = {
  ...lenet,
  nodes: [...lenet.nodes, { id: 'norm', type: 'batchNormalization' }],
  edges: [
    ...lenet.edges.map((edge) => (edge.from === 'input' ? { from: 'norm', to: edge.to } : edge)),
    { from: 'input', to: 'norm' },
  ],
};

const batch = Int32Array.from({ length: 8 }, (_, index) => index);
const first = { step: 1, stepsPerEpoch: 2, epochs: 1 };

describe('a step in parts', () => {
  it.each([
    [1, lenet],
    [3, lenet],
    [4, lenet],
    [2, normalized],
    [3, normalized],
  ])(
    'of %i examples is left between two of them, and neither a weight nor a statistic has changed',
    async (size, network) => {
      const run = await prepare(size, network);
      const before = readWeights(run);
      let asked = 0;
      const result = await new TrainingSteps(run).trainUnlessStopped(batch, first, async () => {
        asked += 1;
        return asked === Math.ceil(8 / size) - 1;
      });
      expect(result).toBeNull();
      expect(asked).toBe(Math.ceil(8 / size) - 1);
      expect(readWeights(run)).toEqual(before);
    },
  );

  it('that nobody stops is the same step', async () => {
    const [one, other] = [await prepare(3), await prepare(3)];
    const received = await new TrainingSteps(one).trainUnlessStopped(batch, first, async () => false);
    const expected = new TrainingSteps(other).train(batch, first);
    expect(received).toMatchObject({ loss: expected.loss, sums: expected.sums, examples: 8 });
    expect(readWeights(one)).toEqual(readWeights(other));
  });

  it('of one part asks nobody', async () => {
    const run = await prepare(8);
    const result = await new TrainingSteps(run).trainUnlessStopped(batch, first, async () => true);
    expect(result?.examples).toBe(8);
  });
});
