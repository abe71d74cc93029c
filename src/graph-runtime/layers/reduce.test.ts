import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { reduce } from './reduce';

checkLayer(reduce, {
  examples: [
    {
      inputs: [[7, 5, 64]],
      output: [7, 5, 1],
      description: 'Mean, Channels',
      keras: 'keras.layers.Lambda(lambda x: keras.ops.mean(x, axis=3, keepdims=True))',
      pytorch: null,
    },
    {
      parameters: { operation: 'norm', axes: 'positions', keepDimensions: false },
      inputs: [[7, 5, 64]],
      output: [64],
      keras: 'keras.layers.Lambda(lambda x: keras.ops.sqrt(keras.ops.sum(keras.ops.square(x), axis=(1, 2))))',
    },
    {
      parameters: { operation: 'max', axes: 'height', keepDimensions: false },
      inputs: [[7, 64]],
      output: [64],
    },
    { parameters: { axes: 'all', keepDimensions: false }, inputs: [[7, 5, 4]], output: [1], keras: null },
  ],
  refusals: [
    {
      parameters: { axes: 'width' },
      inputs: [[7, 64]],
      diagnostic: { code: 'no-such-axis', parameter: 'axes', received: '7 × 64' },
    },
  ],
  references: [
    {
      name: 'reduce_mean_channels',
      parameters: { operation: 'avg', axes: 'channels' },
    },
    {
      name: 'reduce_norm_positions',
      parameters: { operation: 'norm', axes: 'positions', keepDimensions: false },
    },
    { name: 'reduce_max_width', parameters: { operation: 'max', axes: 'width' } },
    { name: 'reduce_sum_all', parameters: { operation: 'sum', axes: 'all' } },
  ],
  computations: [
    {
      name: 'of vectors, one number',
      parameters: { operation: 'norm', axes: 'all', keepDimensions: false },
      inputs: [[3, 5]],
      compute: (inputs) =>
        DoubleTensor.from([3, 1], (n = 0) =>
          Math.hypot(...[0, 1, 2, 3, 4].map((c) => only(inputs).at(n, c))),
        ),
    },
  ],
});
