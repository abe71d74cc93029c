import { DoubleTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { unchanged } from '../testing/layout';
import type { ComputedExample } from '../testing/computed-check';
import { embedding } from './embedding';

/** Rows of the table for values times `scale`. */
function lookedUp(places: readonly number[], vocabulary: number, scale: number): ComputedExample['compute'] {
  return (inputs, weights) => {
    const table = weightNamed(weights, 'embeddings');
    const { values } = only(inputs);
    const features = table.shape[1] ?? 1;
    return DoubleTensor.from([...places, features], (...at) => {
      const index = places.reduce((sum, size, axis) => sum * size + (at[axis] ?? 0), 0);
      const row = Math.floor((values[index] ?? 0) * scale + 0.5);
      return table.at(Math.min(vocabulary - 1, Math.max(0, row)), at.at(-1) ?? 0);
    });
  };
}

checkLayer(embedding, {
  examples: [
    {
      inputs: [[28, 28, 1]],
      output: [28, 28, 64],
      trainable: 256 * 64,
      description: '256 → 64',
      explanation: ['256 · 64 = 16,384'],
      keras: null,
      pytorch: null,
    },
    {
      parameters: { vocabulary: 10_000, features: 128, scale: 1 },
      inputs: [[200]],
      output: [200, 128],
      trainable: 1_280_000,
      description: '10,000 → 128',
      keras: 'keras.layers.Embedding(10000, 128)',
      pytorch: 'nn.Embedding(10000, 128)',
    },
    { parameters: { features: 8 }, inputs: [[50, 1]], output: [50, 8], trainable: 256 * 8 },
    { parameters: { features: 8 }, inputs: [[1]], output: [1, 8], trainable: 256 * 8 },
  ],
  refusals: [
    { inputs: [[28, 28, 3]], diagnostic: { code: 'one-channel-expected', repairs: [{ type: 'flatten' }] } },
    { inputs: [[50, 2]], diagnostic: { code: 'one-channel-expected', received: '50 × 2' } },
  ],
  references: [
    {
      name: 'embedding',
      parameters: { vocabulary: 7, features: 4, scale: 1 },
      layout: unchanged,
      weights: { embeddings: ['weight', unchanged] },
    },
  ],
  computations: [
    {
      // Values lie between -1 and 1: some are below the first row, and some beyond the last.
      name: 'an image of one channel, values outside of the table',
      parameters: { vocabulary: 3, features: 2, scale: 4 },
      inputs: [[2, 3, 4, 1]],
      compute: lookedUp([2, 3, 4], 3, 4),
    },
    {
      name: 'a sequence of one channel',
      parameters: { vocabulary: 256, features: 3, scale: 255 },
      inputs: [[2, 5, 1]],
      compute: lookedUp([2, 5], 256, 255),
    },
  ],
});
