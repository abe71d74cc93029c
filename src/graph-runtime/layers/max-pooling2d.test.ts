import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { largestBelow } from '../testing/pooling-formulas';
import { maxPooling2d } from './max-pooling2d';

checkLayer(maxPooling2d, {
  examples: [
    {
      inputs: [[54, 54, 96]],
      parameters: { poolSize: 3 },
      output: [26, 26, 96],
      description: '3×3, stride 2',
      explanation: ['⌊(54 − 3) / 2⌋ + 1 = 26'],
      keras: 'keras.layers.MaxPooling2D(3, strides=2)',
      pytorch: 'nn.MaxPool2d(3, stride=2)',
    },
    {
      inputs: [[54, 54, 96]],
      parameters: { poolSize: 3, ceilMode: true },
      output: [27, 27, 96],
      explanation: ['⌈(54 − 3) / 2⌉ + 1 = 27'],
      keras: null,
      pytorch: 'nn.MaxPool2d(3, stride=2, ceil_mode=True)',
    },
    {
      inputs: [[24, 23, 4]],
      parameters: { poolSize: 3, padding: 'same' },
      output: [12, 12, 4],
      keras: 'keras.layers.MaxPooling2D(3, strides=2, padding="same")',
    },
    {
      // PyTorch's own padding is half of the window at most.
      inputs: [[8, 8, 4]],
      parameters: { poolSize: 3, padding: 2 },
      output: [5, 5, 4],
      pytorch: 'nn.Sequential(nn.ConstantPad2d((2, 2, 2, 2), float("-inf")), nn.MaxPool2d(3, stride=2))',
    },
    {
      // With rounding up, a module pads what the windows reach and no more: PyTorch would begin one in what is left.
      inputs: [[5, 12, 3]],
      parameters: { poolSize: 4, strides: [3, 5], padding: [1, 3, 3, 2], ceilMode: true },
      output: [2, 3, 3],
      pytorch: 'nn.Sequential(nn.ConstantPad2d((3, 0, 1, 1), float("-inf")), nn.MaxPool2d(4, stride=(3, 5)))',
    },
    {
      inputs: [[24, 24, 4]],
      parameters: { poolSize: 3, padding: 'same' },
      output: [12, 12, 4],
      pytorch: 'nn.Sequential(nn.ConstantPad2d((0, 1, 0, 1), float("-inf")), nn.MaxPool2d(3, stride=2))',
    },
    {
      inputs: [[12, 12, 4]],
      parameters: { poolSize: 3, strides: 1, padding: 1 },
      output: [12, 12, 4],
      description: '3×3, stride 1',
      keras: null,
      pytorch: 'nn.MaxPool2d(3, stride=1, padding=1)',
    },
  ],
  refusals: [
    { inputs: [[10]], diagnostic: { code: 'image-expected' } },
    {
      inputs: [[1, 1, 512]],
      diagnostic: {
        code: 'kernel-too-large',
        parameter: 'poolSize',
        expected: '≤ 1 × 1',
        received: '2 × 2',
        repairs: [
          { kind: 'set-parameter', parameter: 'padding', value: 'same' },
          { kind: 'set-parameter', parameter: 'poolSize', value: [1, 1] },
        ],
      },
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { padding: 2 },
      diagnostic: {
        code: 'padding-too-large',
        parameter: 'padding',
        expected: '≤ 1',
        repairs: [{ kind: 'set-parameter', parameter: 'padding', value: [1, 1] }],
      },
    },
  ],
  references: [
    { name: 'max_k3s2', parameters: { poolSize: 3 } },
    { name: 'max_k3s2_even', parameters: { poolSize: 3 } },
    { name: 'max_k3s2p1', parameters: { poolSize: 3, padding: 1 } },
    { name: 'max_k3s2p1_even', parameters: { poolSize: 3, padding: 1 } },
    { name: 'max_k3s1p1', parameters: { poolSize: 3, strides: 1, padding: 1 } },
    { name: 'max_k2s2' },
    { name: 'max_k3s2_ceil', parameters: { poolSize: 3, ceilMode: true } },
  ],
  computations: [
    {
      name: 'uneven padding never wins, not even over negative values',
      parameters: { poolSize: [3, 2], strides: [2, 3], padding: [2, 0, 0, 1] },
      inputs: [[2, 5, 4, 2]],
      compute: (inputs) =>
        largestBelow(only(inputs), { window: [3, 2], strides: [2, 3], before: [2, 0], output: [3, 2] }),
    },
    {
      name: 'rounding up over an image smaller than the window',
      parameters: { poolSize: 3, ceilMode: true },
      inputs: [[1, 2, 2, 2]],
      compute: (inputs) =>
        largestBelow(only(inputs), { window: [3, 3], strides: [2, 2], before: [0, 0], output: [1, 1] }),
    },
    {
      name: "'same' padding, the odd cell at the end",
      parameters: { poolSize: 3, strides: 2, padding: 'same' },
      inputs: [[1, 6, 5, 2]],
      compute: (inputs) =>
        largestBelow(only(inputs), { window: [3, 3], strides: [2, 2], before: [0, 1], output: [3, 3] }),
    },
  ],
});
