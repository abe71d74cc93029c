import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { depthToSpace } from './depth-to-space';

checkLayer(depthToSpace, {
  examples: [
    {
      inputs: [[4, 5, 12]],
      output: [8, 10, 3],
      description: '2×2',
      explanation: ['4 · 2 = 8', '5 · 2 = 10', '12 / 2² = 3'],
      keras: 'keras.layers.Lambda(lambda x: tf.nn.depth_to_space(x, 2))',
      pytorch: null,
    },
    {
      parameters: { blockSize: 3, order: 'channelsFirst' },
      inputs: [[4, 4, 18]],
      output: [12, 12, 2],
      keras: null,
      pytorch: 'nn.PixelShuffle(3)',
    },
    {
      // One channel has one order.
      parameters: { blockSize: 2 },
      inputs: [[4, 4, 4]],
      output: [8, 8, 1],
      keras: 'keras.layers.Lambda(lambda x: tf.nn.depth_to_space(x, 2))',
      pytorch: 'nn.PixelShuffle(2)',
    },
  ],
  refusals: [
    { inputs: [[12]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { blockSize: 4 },
      inputs: [[4, 4, 12]],
      diagnostic: {
        code: 'block-does-not-divide-channels',
        parameter: 'blockSize',
        repairs: [{ type: 'conv2d', parameters: { filters: 16 } }, { value: 2 }],
      },
    },
  ],
  references: [{ name: 'pixel_shuffle', parameters: { blockSize: 2, order: 'channelsFirst' } }],
  computations: [
    {
      name: 'in TensorFlow’s order',
      parameters: { blockSize: 2 },
      inputs: [[2, 2, 3, 8]],
      compute: (inputs) =>
        DoubleTensor.from([2, 4, 6, 2], (n = 0, i = 0, j = 0, c = 0) => {
          const position = (i % 2) * 2 + (j % 2);
          return only(inputs).at(n, Math.floor(i / 2), Math.floor(j / 2), position * 2 + c);
        }),
    },
  ],
});
