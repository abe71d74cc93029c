import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { zeroPadding2d } from './zero-padding2d';

checkLayer(zeroPadding2d, {
  examples: [
    {
      parameters: { padding: 3 },
      inputs: [[224, 224, 3]],
      output: [230, 230, 3],
      description: '3',
      explanation: ['224 + 3 + 3 = 230'],
      keras: 'keras.layers.ZeroPadding2D(3)',
      pytorch: 'nn.ZeroPad2d((3, 3, 3, 3))',
    },
    {
      parameters: { padding: [1, 2] },
      inputs: [[8, 8, 3]],
      output: [10, 12, 3],
      description: '1, 2',
      explanation: ['8 + 1 + 1 = 10', '8 + 2 + 2 = 12'],
      keras: 'keras.layers.ZeroPadding2D((1, 2))',
      pytorch: 'nn.ZeroPad2d((2, 2, 1, 1))',
    },
    {
      parameters: { padding: [0, 1, 2, 3] },
      inputs: [[8, 8, 3]],
      output: [9, 13, 3],
      description: '0, 1, 2, 3',
      keras: 'keras.layers.ZeroPadding2D(((0, 1), (2, 3)))',
      pytorch: 'nn.ZeroPad2d((2, 3, 0, 1))',
    },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  computations: [
    {
      name: 'each side by itself',
      parameters: { padding: [0, 1, 2, 3] },
      inputs: [[2, 2, 3, 2]],
      compute: (inputs) =>
        DoubleTensor.from([2, 3, 8, 2], (n = 0, i = 0, j = 0, c = 0) => only(inputs).at(n, i, j - 2, c)),
    },
  ],
});
