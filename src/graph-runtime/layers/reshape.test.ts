import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { reshape } from './reshape';

checkLayer(reshape, {
  examples: [
    {
      parameters: { targetShape: [1, 1, 64] },
      inputs: [[64]],
      output: [1, 1, 64],
      description: '1 × 1 × 64',
      explanation: ['64 = 1 · 1 · 64'],
      keras: 'keras.layers.Reshape((1, 1, 64))',
      pytorch: 'nn.Unflatten(1, (64, 1, 1))',
    },
    {
      parameters: { targetShape: [-1, 8] },
      inputs: [[4, 6, 2]],
      output: [6, 8],
      description: '-1 × 8',
      explanation: ['4 · 6 · 2 = 6 · 8'],
      keras: 'keras.layers.Reshape((-1, 8))',
    },
    {
      parameters: { targetShape: [32] },
      inputs: [[4, 4, 2]],
      output: [32],
      keras: 'keras.layers.Reshape((32,))',
      pytorch: null,
    },
  ],
  refusals: [
    {
      parameters: { targetShape: [5, -1] },
      inputs: [[4, 4, 2]],
      diagnostic: {
        code: 'reshape-count-mismatch',
        expected: '32',
        repairs: [{ kind: 'set-parameter', parameter: 'targetShape', value: [1, 32] }],
      },
    },
    {
      parameters: { targetShape: [7, 7, 12] },
      inputs: [[784]],
      diagnostic: {
        code: 'reshape-count-mismatch',
        parameter: 'targetShape',
        expected: '784',
        received: '588',
        repairs: [{ kind: 'set-parameter', parameter: 'targetShape', value: [7, 7, 16] }],
      },
    },
    {
      parameters: { targetShape: [7, 5, 12] },
      inputs: [[28, 28, 1]],
      diagnostic: {
        code: 'reshape-count-mismatch',
        repairs: [{ kind: 'set-parameter', parameter: 'targetShape', value: [1, 1, 784] }],
      },
    },
  ],
  references: [{ name: 'reshape', parameters: { targetShape: [3, -1] } }],
  computations: [
    {
      name: 'one size left open',
      parameters: { targetShape: [2, -1, 3] },
      inputs: [[2, 2, 3, 2]],
      compute: (inputs) => new DoubleTensor([2, 2, 2, 3], only(inputs).values),
    },
    {
      name: 'keeps the order of the values',
      parameters: { targetShape: [4, 3, 1] },
      inputs: [[2, 2, 3, 2]],
      compute: (inputs) => new DoubleTensor([2, 4, 3, 1], only(inputs).values),
    },
  ],
});
