import { unchanged } from '../testing/layout';
import { DoubleTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { positionEmbedding } from './position-embedding';

checkLayer(positionEmbedding, {
  examples: [
    {
      inputs: [[197, 192]],
      output: [197, 192],
      trainable: 197 * 192,
      explanation: ['197 · 192 = 37,824'],
      keras: null,
      pytorch: null,
    },
  ],
  refusals: [{ inputs: [[14, 14, 192]], diagnostic: { code: 'positions-expected' } }],
  references: [{ name: 'position_embedding', weights: { positions: ['positions', unchanged] } }],
  computations: [
    {
      name: 'one vector a position',
      inputs: [[2, 3, 4]],
      compute: (inputs, weights) =>
        DoubleTensor.from(
          [2, 3, 4],
          (n = 0, p = 0, c = 0) => only(inputs).at(n, p, c) + weightNamed(weights, 'positions').at(p, c),
        ),
    },
  ],
});
