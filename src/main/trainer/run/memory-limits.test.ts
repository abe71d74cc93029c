import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { prepareRun } from '../prepare/prepare-run';
import { roundBatch } from '../prepare/require-memory';
import { closeRun } from '../program/prepared-run';
import { asFailure, asTrainingFailure } from '../protocol/trainer-failure';
import { DATASETS, smallNetwork } from '../testing/run-training';
import { TrainingSteps } from './training-steps';

const options = { datasets: DATASETS, emit: () => undefined };

async function refusalOf(document: NetloomDocument, memoryBytes: number, isStreamed = false) {
  try {
    const streamed = isStreamed ? { dataBudgetBytes: 0 } : {};
    const run = await prepareRun({ ...options, document, memoryBytes, ...streamed });
    closeRun(run);
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

describe('memory before the first step', () => {
  it.each([
    { how: 'plainly', settings: {}, isStreamed: false },
    { how: 'in mixed precision', settings: { precision: 'mixed' }, isStreamed: false },
    {
      how: 'in micro-batches that are too large themselves',
      settings: { microBatchSize: 50_000 },
      isStreamed: false,
    },
    { how: 'with images from the disk', settings: { precision: 'mixed' }, isStreamed: true },
  ] as const)(
    'refuses a batch that does not fit, with one that does, $how',
    async ({ settings, isStreamed }) => {
      const asked = smallNetwork({ batchSize: 60_000, ...settings });
      const tried = asked.training.microBatchSize ?? 60_000;
      const refused = await refusalOf(asked, 1.2e9, isStreamed);
      expect(refused).toMatchObject({ code: 'not-enough-memory', values: { tried, availableBytes: 1.2e9 } });
      const batchSize = Number(refused?.values.batchSize);
      expect(batchSize).toBe(roundBatch(batchSize));
      const { microBatchSize: _, ...others } = { microBatchSize: 0, ...settings };
      expect(await refusalOf(smallNetwork({ ...others, batchSize }), 1.2e9, isStreamed)).toBeNull();
      // The whole batch in parts of half that size fits as well; four times as many at a time do not. (Parts of just that size need
      // room for the sums of their gradients, which is there or not by how far the size was rounded.)
      const parts = (size: number) =>
        refusalOf(
          smallNetwork({ ...others, batchSize: 60_000, microBatchSize: size }),
          1.2e9 / 1.1,
          isStreamed,
        );
      expect(await parts(Math.floor(batchSize / 2))).toBeNull();
      expect(await parts(4 * batchSize)).not.toBeNull();
    },
  );

  it('says when not even one image fits', async () => {
    expect(await refusalOf(smallNetwork(), 1e8)).toMatchObject({ code: 'network-too-large' });
  });
});

it('memory that runs out in a step becomes a message with a smaller batch', async () => {
  // 60,000 images of 2048 x 2048 are 1 TB: no machine has that, and the engine says so at once.
  const parsed = readDocument({
    format: 'netloom',
    version: 1,
    name: 'large',
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [2048, 2048, 1] } },
      { id: 'pool', type: 'globalAveragePooling2d' },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ],
    edges: ['pool', 'flatten', 'dense', 'output'].map((to, index, all) => ({
      from: all[index - 1] ?? 'input',
      to,
    })),
    training: { batchSize: 60_000 },
  });
  const run = await prepareRun({
    ...options,
    document: parsed,
    memoryBytes: Number.POSITIVE_INFINITY,
  });
  try {
    const indices = Int32Array.from({ length: 60_000 }, (_, index) => index);
    const position = { step: 1, stepsPerEpoch: 1, epochs: 1 };
    let thrown: unknown;
    try {
      new TrainingSteps(run).train(indices, position);
    } catch (error) {
      thrown = error;
    }
    expect(asTrainingFailure(thrown, 60_000)).toMatchObject({
      code: 'batch-out-of-memory',
      values: { tried: 60_000, batchSize: 30_000 },
    });
    // The process is as it was: a batch that fits trains.
    const { loss } = new TrainingSteps(run).train(indices.subarray(0, 4), position);
    expect(loss).toBeGreaterThan(0);
  } finally {
    run.session.dispose();
  }
});
