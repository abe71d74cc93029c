import { convolutionFormula } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import type { GivenParameters } from '../testing/layer-parameters';
import { kernel, unchanged } from '../testing/layout';
import type { ReferenceExample } from '../testing/reference-check';
import { conv2d } from './conv2d';

/** A reference case in our words: PyTorch's kernel size, stride, padding, filters. */
function reference(name: string, filters: number, parameters: GivenParameters): ReferenceExample {
  const useBias = parameters.useBias !== false;
  return {
    name,
    parameters: { filters, padding: 0, ...parameters },
    weights: { kernel: ['weight', kernel], ...(useBias && { bias: ['bias', unchanged] }) },
  };
}

checkLayer(conv2d, {
  examples: [
    {
      parameters: { filters: 6, kernelSize: 5, padding: 2 },
      inputs: [[28, 28, 1]],
      output: [28, 28, 6],
      trainable: 156,
      multiplyAccumulates: 117_600,
      description: '6, 5×5',
      explanation: [
        '⌊(28 + 2 · 2 − 5) / 1⌋ + 1 = 28',
        '5 · 5 · 1 · 6 + 6 = 156',
        '28 · 28 · 5 · 5 · 1 · 6 = 117,600',
      ],
      keras: 'keras.Sequential([keras.layers.ZeroPadding2D(2), keras.layers.Conv2D(6, 5)])',
      pytorch: 'nn.Conv2d(1, 6, 5, padding=2)',
    },
    {
      // Keras refuses a stride together with a dilation.
      parameters: {
        filters: 4,
        kernelSize: 3,
        strides: 2,
        dilationRate: 2,
        padding: 'valid',
        useBias: false,
      },
      inputs: [[9, 9, 1]],
      output: [3, 3, 4],
      trainable: 36,
      multiplyAccumulates: 324,
      keras: null,
      pytorch: 'nn.Conv2d(1, 4, 3, stride=2, dilation=2, bias=False)',
    },
    {
      // AlexNet's second layer: two groups, as on its two graphics cards.
      parameters: { filters: 256, kernelSize: 5, padding: 'same', groups: 2 },
      inputs: [[27, 27, 96]],
      output: [27, 27, 256],
      trainable: 307_456,
      multiplyAccumulates: 223_948_800,
      description: '256, 5×5, groups 2',
      keras: 'keras.layers.Conv2D(256, 5, padding="same", groups=2)',
      pytorch: 'nn.Conv2d(96, 256, 5, padding=2, groups=2)',
    },
    {
      parameters: { filters: 8, strides: 2, useBias: false, kernelInitializer: 'heNormal' },
      inputs: [[28, 14, 4]],
      output: [14, 7, 8],
      trainable: 288,
      multiplyAccumulates: 28_224,
      description: '8, 3×3, stride 2',
      explanation: [
        '⌊(28 + 0 + 1 − 3) / 2⌋ + 1 = 14',
        '⌊(14 + 0 + 1 − 3) / 2⌋ + 1 = 7',
        '3 · 3 · 4 · 8 = 288',
        '14 · 7 · 3 · 3 · 4 · 8 = 28,224',
      ],
      keras:
        'keras.layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False, kernel_initializer="he_normal")',
      pytorch: 'nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(4, 8, 3, stride=2, bias=False))',
    },
    {
      parameters: { filters: 2, kernelSize: [3, 5], padding: [0, 1, 2, 3], dilationRate: 2 },
      inputs: [[9, 9, 3]],
      output: [6, 6, 2],
      trainable: 92,
      multiplyAccumulates: 3240,
      description: '2, 3×5, dilation 2',
      explanation: [
        '⌊(9 + 0 + 1 − (2 · (3 − 1) + 1)) / 1⌋ + 1 = 6',
        '⌊(9 + 2 + 3 − (2 · (5 − 1) + 1)) / 1⌋ + 1 = 6',
        '3 · 5 · 3 · 2 + 2 = 92',
        '6 · 6 · 3 · 5 · 3 · 2 = 3,240',
      ],
    },
  ],
  refusals: [
    {
      inputs: [[401]],
      diagnostic: {
        code: 'image-expected',
        received: '401',
        repairs: [
          {
            kind: 'insert-before',
            port: 'in',
            type: 'reshape',
            parameters: { targetShape: [1, 1, 401] },
            code: 'insert-reshape',
          },
        ],
      },
    },
    {
      parameters: { kernelSize: 11, padding: 1 },
      inputs: [[8, 20, 3]],
      diagnostic: {
        code: 'kernel-too-large',
        parameter: 'kernelSize',
        repairs: [
          { kind: 'set-parameter', parameter: 'padding', value: 'same' },
          { kind: 'set-parameter', parameter: 'kernelSize', value: [10, 11] },
        ],
      },
    },
    {
      parameters: { kernelSize: 3, dilationRate: 4, padding: 'valid' },
      inputs: [[8, 8, 3]],
      diagnostic: {
        code: 'kernel-too-large',
        repairs: [
          { kind: 'set-parameter', parameter: 'padding', value: 'same' },
          { kind: 'set-parameter', parameter: 'kernelSize', value: [2, 2] },
        ],
      },
    },
    {
      parameters: { filters: 12, groups: 8 },
      inputs: [[8, 8, 12]],
      diagnostic: {
        code: 'groups-do-not-divide-input',
        parameter: 'groups',
        expected: '1, 2, 3, 4, 6, 12',
        repairs: [{ kind: 'set-parameter', parameter: 'groups', value: 6 }],
      },
    },
    {
      parameters: { filters: 10, groups: 4 },
      inputs: [[8, 8, 12]],
      diagnostic: {
        code: 'groups-do-not-divide-filters',
        parameter: 'filters',
        repairs: [
          { kind: 'set-parameter', parameter: 'filters', value: 12 },
          { kind: 'set-parameter', parameter: 'groups', value: 2 },
        ],
      },
    },
  ],
  references: [
    reference('conv_k5p2', 6, { kernelSize: 5, padding: 2 }),
    reference('conv_k5', 16, { kernelSize: 5 }),
    reference('conv_k11s4p1', 8, { kernelSize: 11, strides: 4, padding: 1 }),
    reference('conv_k7s2p3', 8, { kernelSize: 7, strides: 2, padding: 3 }),
    reference('conv_k3s2p1_even', 12, { strides: 2, padding: 1 }),
    reference('conv_k3s2p1_odd', 12, { strides: 2, padding: 1 }),
    reference('conv_k1', 8, { kernelSize: 1 }),
    reference('conv_k1s2', 8, { kernelSize: 1, strides: 2 }),
    reference('conv_k3p1_nobias', 8, { padding: 1, useBias: false }),
    reference('conv_dilated', 6, { padding: 2, dilationRate: 2 }),
    reference('conv_groups2', 12, { padding: 1, groups: 2 }),
    reference('conv_rect', 5, { kernelSize: [3, 5], strides: [1, 2], padding: [1, 2] }),
    // As many groups as channels.
    reference('depthwise_s1', 12, { padding: 1, groups: 12, useBias: false }),
    reference('depthwise_s2_odd', 12, { padding: 1, strides: 2, groups: 12, useBias: false }),
  ],
  computations: [
    {
      name: "'same' padding with a stride, the odd cell at the end",
      parameters: { filters: 3, kernelSize: 3, strides: 2, padding: 'same' },
      inputs: [[2, 6, 5, 2]],
      compute: convolutionFormula({ strides: [2, 2], before: [0, 1], output: [3, 3] }),
    },
    {
      name: 'dilation with a stride, groups and uneven padding',
      parameters: { filters: 4, strides: 2, dilationRate: [2, 3], groups: 2, padding: [1, 0, 2, 3] },
      inputs: [[1, 8, 7, 4]],
      compute: convolutionFormula({
        strides: [2, 2],
        dilation: [2, 3],
        before: [1, 2],
        output: [3, 3],
        groups: 2,
      }),
    },
    {
      name: 'as many groups as channels, two filters each, uneven padding and a bias',
      parameters: { filters: 6, groups: 3, kernelSize: [2, 3], strides: 2, padding: [0, 1, 2, 1] },
      inputs: [[2, 4, 6, 3]],
      compute: convolutionFormula({ strides: [2, 2], before: [0, 2], output: [2, 4], groups: 3 }),
    },
    {
      name: 'as many groups as channels, different strides',
      parameters: { filters: 3, groups: 3, strides: [1, 2], padding: 'valid' },
      inputs: [[2, 4, 6, 3]],
      compute: convolutionFormula({ strides: [1, 2], before: [0, 0], output: [2, 2], groups: 3 }),
    },
  ],
});
