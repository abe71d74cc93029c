import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { runTraining } from '../testing/run-training';

/*
 * Convolutions whose outputs are put together as they are. Where the gradients of several branches were outputs of one op, biases got the gradient
 * of a neighbor (seen in TensorFlow 2.21, decision 0324): what is put together is taken apart by one op for each part.
 */

const STEPS = 6;

/** Branches of some widths, put together; with a layer that changes nothing behind each, no two gradients come from one op. */
function branches(widths: readonly number[], isSeparate: boolean): NetloomDocument {
  const nodes = widths.flatMap(
    (filters, at): NodesInRow => [
      { id: `conv${at}`, type: 'conv2d', parameters: { filters, kernelSize: 3 }, from: ['input'] },
      ...(isSeparate ? [{ id: `same${at}`, type: 'leakyRelu', parameters: { negativeSlope: 1 } }] : []),
    ],
  );
  const rows: NodesInRow = [
    ...nodes,
    { id: 'join', type: 'concatenate', from: widths.map((_, at) => `${isSeparate ? 'same' : 'conv'}${at}`) },
    { id: 'relu', type: 'relu' },
    { id: 'flatten', type: 'flatten' },
    { id: 'scores', type: 'dense', parameters: { units: 10 } },
  ];
  const optimizer = { type: 'sgd', learningRate: 0.2, weightDecay: 0, clipNorm: null } as const;
  return { ...networkOf(rows, { epochs: 1, seed: 5, optimizer }), dataset: { id: 'fashion-mnist' } };
}

const lossesOf = async (document: NetloomDocument) =>
  [...(await runTraining(document, { limit: 50 * STEPS })).steps.values()].map(({ loss }) => loss);

describe('convolutions that are put together', () => {
  it.each([[[2, 4]], [[4, 4]], [[2, 4, 6]], [[4, 4, 4, 4]]])(
    'of the widths %j learn as they do apart',
    async (widths) => {
      const together = await lossesOf(branches(widths, false));
      const apart = await lossesOf(branches(widths, true));
      expect(together).toHaveLength(STEPS);
      for (const [step, loss] of together.entries()) {
        expect(loss, `step ${step + 1}`).toBeCloseTo(apart[step] ?? Number.NaN, 4);
      }
    },
  );
});
