import { addBias, convolveDepthwise, only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { depthwiseKernel, unchanged } from '../testing/layout';
import { depthwiseConv2d } from './depthwise-conv2d';

const weight = ['weight', depthwiseKernel] as const;

checkLayer(depthwiseConv2d, {
  examples: [
    {
      // MobileNet's first depthwise layer.
      parameters: { padding: 1, useBias: false },
      inputs: [[112, 112, 32]],
      output: [112, 112, 32],
      trainable: 288,
      multiplyAccumulates: 3_612_672,
      description: '3×3',
      explanation: [
        '⌊(112 + 2 · 1 − 3) / 1⌋ + 1 = 112',
        '3 · 3 · 32 · 1 = 288',
        '112 · 112 · 3 · 3 · 32 · 1 = 3,612,672',
      ],
      keras:
        'keras.Sequential([keras.layers.ZeroPadding2D(1), keras.layers.DepthwiseConv2D(3, use_bias=False)])',
      pytorch: 'nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False)',
    },
    {
      parameters: { kernelSize: 5, strides: 2, depthMultiplier: 3 },
      inputs: [[9, 9, 4]],
      output: [5, 5, 12],
      trainable: 312,
      multiplyAccumulates: 7500,
      description: '5×5, stride 2, multiplier 3',
      keras: 'keras.layers.DepthwiseConv2D(5, strides=2, padding="same", depth_multiplier=3)',
      pytorch: 'nn.Conv2d(4, 12, 5, stride=2, padding=2, groups=4)',
    },
  ],
  refusals: [
    { inputs: [[32]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { kernelSize: 7, padding: 'valid' },
      inputs: [[5, 5, 8]],
      diagnostic: { code: 'kernel-too-large', parameter: 'kernelSize', expected: '≤ 5 × 5' },
    },
  ],
  references: [
    { name: 'depthwise_s1', parameters: { padding: 1, useBias: false }, weights: { kernel: weight } },
    {
      name: 'depthwise_s2_even',
      parameters: { padding: 1, strides: 2, useBias: false },
      weights: { kernel: weight },
    },
    {
      name: 'depthwise_s2_odd',
      parameters: { padding: 1, strides: 2, useBias: false },
      weights: { kernel: weight },
    },
    {
      name: 'depthwise_k5',
      parameters: { kernelSize: 5, padding: 2 },
      weights: { kernel: weight, bias: ['bias', unchanged] },
    },
  ],
  computations: [
    {
      name: 'two filters a channel, uneven padding',
      parameters: { depthMultiplier: 2, padding: [0, 1, 2, 0] },
      inputs: [[2, 4, 4, 3]],
      compute: (inputs, weights) =>
        addBias(
          convolveDepthwise(only(inputs), weightNamed(weights, 'kernel'), { before: [0, 2], output: [3, 4] }),
          weights,
        ),
    },
    {
      name: 'different strides',
      parameters: { strides: [2, 1], padding: 'valid', useBias: false },
      inputs: [[1, 7, 5, 2]],
      compute: (inputs, weights) =>
        convolveDepthwise(only(inputs), weightNamed(weights, 'kernel'), {
          strides: [2, 1],
          before: [0, 0],
          output: [3, 3],
        }),
    },
    {
      name: 'dilation',
      parameters: { dilationRate: [2, 3], padding: 'same', useBias: false },
      inputs: [[1, 6, 7, 2]],
      compute: (inputs, weights) =>
        convolveDepthwise(only(inputs), weightNamed(weights, 'kernel'), {
          dilation: [2, 3],
          before: [2, 3],
          output: [6, 7],
        }),
    },
  ],
});
