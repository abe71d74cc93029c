import { describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { float32 } from '../engine/tensor-data';
import { InferenceSession } from '../program/inference-session';
import { unitValues } from './testing/random-weights';

const SHAPE = [2, 6, 6, 4];

/** A convolution with a bias, added to what it read, and what follows. */
function residual(after: readonly string[], slope: number) {
  const chain = ['input', 'conv', 'add', ...after, 'output'];
  return readDocument({
    ...{ format: 'netloom', version: 2, name: 'Residual' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: SHAPE.slice(1) } },
      { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 1 } },
      { id: 'add', type: 'add' },
      ...after.map((id) => ({ id, type: id, parameters: { negativeSlope: slope } })),
      { id: 'output', type: 'output', parameters: { loss: 'meanSquaredError' } },
    ],
    edges: [...chain.slice(1).map((to, at) => ({ from: chain[at], to })), { from: 'input', to: 'add' }],
  });
}

async function scoresOf(document: ReturnType<typeof residual>): Promise<readonly number[]> {
  const session = await InferenceSession.open(analyze(document));
  try {
    const [kernel, bias] = [unitValues(16, 1), unitValues(4, 2)].map((values) =>
      values.map((value) => value - 0.5),
    );
    session.setWeights(
      new Map([
        ['conv/kernel', kernel ?? new Float32Array()],
        ['conv/bias', bias ?? new Float32Array()],
      ]),
    );
    const examples = unitValues(2 * 6 * 6 * 4, 3).map((value) => value - 0.7);
    return Array.from(session.scores(float32(examples, SHAPE)).values);
  } finally {
    session.close();
  }
}

describe('LeakyReLU behind a sum with a convolution, which the engine makes one op of', () => {
  for (const slope of [0.01, 0.2, 0.3, 1]) {
    it(`has its slope of ${slope}`, async () => {
      const sums = await scoresOf(residual([], slope));
      const found = await scoresOf(residual(['leakyRelu'], slope));
      expect(sums.some((value) => value < -0.1)).toBe(true);
      found.forEach((value, at) => {
        const sum = sums[at] ?? Number.NaN;
        expect(value).toBeCloseTo(sum > 0 ? sum : slope * sum, 5);
      });
    });
  }
});
