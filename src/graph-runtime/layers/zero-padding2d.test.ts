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
    {
      parameters: { padding: [0, 1, 2, 3], mode: 'reflect' },
      inputs: [[8, 8, 3]],
      output: [9, 13, 3],
      description: '0, 1, 2, 3, reflect',
      keras: null,
      pytorch: 'nn.ReflectionPad2d((2, 3, 0, 1))',
    },
    {
      parameters: { padding: 9, mode: 'replicate' },
      inputs: [[8, 8, 3]],
      output: [26, 26, 3],
      description: '9, replicate',
      keras: null,
      pytorch: 'nn.ReplicationPad2d((9, 9, 9, 9))',
    },
  ],
  refusals: [
    { inputs: [[512]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { padding: [1, 4], mode: 'reflect' },
      inputs: [[8, 4, 3]],
      diagnostic: {
        code: 'reflection-too-large',
        parameter: 'padding',
        received: '1, 4',
        repairs: [{ value: 'replicate' }, { value: [1, 1, 3, 3] }],
      },
    },
  ],
  references: [
    { name: 'pad_reflect', parameters: { padding: [0, 1, 2, 3], mode: 'reflect' } },
    { name: 'pad_replicate', parameters: { padding: [0, 1, 2, 3], mode: 'replicate' } },
  ],
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
