import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { spaceToDepth } from './space-to-depth';

checkLayer(spaceToDepth, {
  examples: [
    {
      inputs: [[8, 10, 3]],
      output: [4, 5, 12],
      description: '2×2',
      explanation: ['8 / 2 = 4', '10 / 2 = 5', '3 · 2² = 12'],
      keras: 'keras.layers.Lambda(lambda x: tf.nn.space_to_depth(x, 2))',
      pytorch: null,
    },
    {
      parameters: { blockSize: 3, order: 'channelsFirst' },
      inputs: [[12, 12, 2]],
      output: [4, 4, 18],
      keras: null,
      pytorch: 'nn.PixelUnshuffle(3)',
    },
  ],
  refusals: [
    { inputs: [[12]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { blockSize: 4 },
      inputs: [[6, 10, 1]],
      diagnostic: {
        code: 'block-does-not-divide-image',
        parameter: 'blockSize',
        expected: '8 × 12',
        repairs: [{ type: 'zeroPadding2d', parameters: { padding: [0, 2, 0, 2] } }, { value: 2 }],
      },
    },
  ],
  references: [{ name: 'pixel_unshuffle', parameters: { blockSize: 2, order: 'channelsFirst' } }],
  computations: [
    {
      name: 'in TensorFlow’s order',
      parameters: { blockSize: 2 },
      inputs: [[2, 4, 6, 2]],
      compute: (inputs) =>
        DoubleTensor.from([2, 2, 3, 8], (n = 0, i = 0, j = 0, c = 0) => {
          const position = Math.floor(c / 2);
          return only(inputs).at(n, 2 * i + Math.floor(position / 2), 2 * j + (position % 2), c % 2);
        }),
    },
  ],
});
