import { depthwiseKernel, kernel, unchanged } from '../testing/layout';
import { addBias, convolve, convolveDepthwise, only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { separableConv2d } from './separable-conv2d';

checkLayer(separableConv2d, {
  examples: [
    {
      parameters: { filters: 64, useBias: false },
      inputs: [[112, 112, 32]],
      output: [112, 112, 64],
      trainable: 2336,
      multiplyAccumulates: 29_302_784,
      description: '64, 3×3',
      explanation: [
        '⌊(112 + 2 · 1 − 3) / 1⌋ + 1 = 112',
        '3 · 3 · 32 · 1 + 32 · 64 = 2,336',
        '112 · 112 · 3 · 3 · 32 · 1 + 112 · 112 · 32 · 64 = 29,302,784',
      ],
      keras: 'keras.layers.SeparableConv2D(64, 3, padding="same", use_bias=False)',
      pytorch:
        'nn.Sequential(nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False), nn.Conv2d(32, 64, 1, bias=False))',
    },
    {
      parameters: { filters: 5, strides: 2, depthMultiplier: 2 },
      inputs: [[8, 8, 3]],
      output: [4, 4, 5],
      trainable: 3 * 3 * 3 * 2 + 6 * 5 + 5,
      multiplyAccumulates: 4 * 4 * (9 * 6 + 6 * 5),
      description: '5, 3×3, stride 2',
    },
  ],
  refusals: [
    { inputs: [[32]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { kernelSize: 7, padding: 'valid' },
      inputs: [[5, 9, 8]],
      diagnostic: { code: 'kernel-too-large', expected: '≤ 5 × 7' },
    },
  ],
  references: [
    {
      name: 'separable_conv',
      parameters: { filters: 4, kernelSize: 3, strides: 2, padding: 1 },
      weights: {
        depthwiseKernel: ['0.weight', depthwiseKernel],
        pointwiseKernel: ['1.weight', kernel],
        bias: ['1.bias', unchanged],
      },
    },
  ],
  computations: [
    {
      name: 'two filters a channel, then mixed',
      parameters: { filters: 3, strides: 2, depthMultiplier: 2, padding: 'same' },
      inputs: [[2, 6, 5, 2]],
      compute(inputs, weights) {
        const depthwise = weightNamed(weights, 'depthwiseKernel');
        const filtered = convolveDepthwise(only(inputs), depthwise, {
          strides: [2, 2],
          before: [0, 1],
          output: [3, 3],
        });
        const mixed = convolve(filtered, weightNamed(weights, 'pointwiseKernel'), {
          before: [0, 0],
          output: [3, 3],
        });
        return addBias(mixed, weights);
      },
    },
  ],
});
