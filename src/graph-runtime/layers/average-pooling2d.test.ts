import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { meanBelow } from '../testing/pooling-formulas';
import { averagePooling2d } from './average-pooling2d';

checkLayer(averagePooling2d, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [14, 14, 6],
      description: '2×2, stride 2',
      explanation: ['⌊(28 − 2) / 2⌋ + 1 = 14'],
      keras: 'keras.layers.AveragePooling2D(2, strides=2)',
      pytorch: 'nn.AvgPool2d(2, stride=2)',
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 1, padding: 1 },
      output: [8, 8, 3],
      keras: 'keras.Sequential([keras.layers.ZeroPadding2D(1), keras.layers.AveragePooling2D(3, strides=1)])',
      pytorch: 'nn.AvgPool2d(3, stride=1, padding=1)',
    },
    {
      // PyTorch's own padding is half of the window at most.
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 2, padding: 2 },
      output: [5, 5, 3],
      pytorch: 'nn.Sequential(nn.ZeroPad2d((2, 2, 2, 2)), nn.AvgPool2d(3, stride=2))',
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 2, padding: 'same', countIncludePadding: false },
      output: [4, 4, 3],
      keras: 'keras.layers.AveragePooling2D(3, strides=2, padding="same")',
      pytorch: null,
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 2, ceilMode: true },
      output: [4, 4, 3],
      keras: null,
      pytorch: 'nn.AvgPool2d(3, stride=2, ceil_mode=True)',
    },
  ],
  refusals: [
    { inputs: [[10]], diagnostic: { code: 'image-expected' } },
    {
      inputs: [[1, 4, 8]],
      diagnostic: { code: 'kernel-too-large', parameter: 'poolSize', expected: '≤ 1 × 2' },
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: [2, 4], padding: [0, 4] },
      diagnostic: {
        code: 'padding-too-large',
        parameter: 'padding',
        repairs: [{ kind: 'set-parameter', parameter: 'padding', value: [0, 2] }],
      },
    },
  ],
  references: [
    { name: 'avg_k2s2' },
    { name: 'avg_k3s2p1_count_pad', parameters: { poolSize: 3, padding: 1 } },
    {
      name: 'avg_k3s2p1_no_count_pad',
      parameters: { poolSize: 3, padding: 1, countIncludePadding: false },
    },
  ],
  computations: [
    {
      name: "'same' padding that counts",
      parameters: { poolSize: 3, padding: 'same' },
      inputs: [[1, 6, 5, 2]],
      compute: (inputs) =>
        meanBelow(
          only(inputs),
          { window: [3, 3], strides: [2, 2], before: [0, 1], after: [1, 1], output: [3, 3] },
          true,
        ),
    },
    {
      name: "'same' padding that does not",
      parameters: { poolSize: 3, padding: 'same', countIncludePadding: false },
      inputs: [[1, 6, 5, 2]],
      compute: (inputs) =>
        meanBelow(
          only(inputs),
          { window: [3, 3], strides: [2, 2], before: [0, 1], after: [1, 1], output: [3, 3] },
          false,
        ),
    },
    {
      name: 'rounding up: cells beyond the padding never count',
      parameters: { poolSize: 3, padding: 1, ceilMode: true },
      inputs: [[2, 6, 4, 1]],
      compute: (inputs) =>
        meanBelow(
          only(inputs),
          { window: [3, 3], strides: [2, 2], before: [1, 1], after: [1, 1], output: [4, 3] },
          true,
        ),
    },
    {
      name: 'rounding up without counting padding; a window that would begin after the image is dropped',
      parameters: { poolSize: [2, 3], padding: [0, 1, 1, 0], ceilMode: true, countIncludePadding: false },
      inputs: [[2, 4, 5, 1]],
      compute: (inputs) =>
        meanBelow(
          only(inputs),
          { window: [2, 3], strides: [2, 2], before: [0, 1], after: [1, 0], output: [2, 3] },
          false,
        ),
    },
  ],
});
