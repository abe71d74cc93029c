import { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { denseKernel, unchanged } from '../testing/layout';
import { dense } from './dense';

checkLayer(dense, {
  examples: [
    {
      parameters: { units: 120 },
      inputs: [[400]],
      output: [120],
      trainable: 48_120,
      multiplyAccumulates: 48_000,
      description: '120',
      explanation: ['400 · 120 + 120 = 48,120', '400 · 120 = 48,000'],
      keras: 'keras.layers.Dense(120)',
      pytorch: 'nn.Linear(400, 120)',
    },
    {
      parameters: { units: 64 },
      inputs: [[49, 16]],
      output: [49, 64],
      trainable: 1088,
      multiplyAccumulates: 50_176,
      explanation: ['16 · 64 + 64 = 1,088', '49 · 16 · 64 = 50,176'],
      pytorch: 'nn.Linear(16, 64)',
    },
    {
      parameters: { units: 10, useBias: false, kernelInitializer: 'zeros', biasInitializer: 'ones' },
      inputs: [[84]],
      output: [10],
      trainable: 840,
      multiplyAccumulates: 840,
      explanation: ['84 · 10 = 840', '84 · 10 = 840'],
      keras: 'keras.layers.Dense(10, use_bias=False, kernel_initializer="zeros", bias_initializer="ones")',
      pytorch: 'nn.Linear(84, 10, bias=False)',
    },
  ],
  refusals: [
    {
      inputs: [[1, 1, 16]],
      diagnostic: { code: 'vector-expected', repairs: [{ kind: 'switch-before' }, { type: 'flatten' }] },
    },
    // Flattened, 224 × 224 × 64 would need more weights than any network has.
    {
      parameters: { units: 1000 },
      inputs: [[224, 224, 64]],
      diagnostic: {
        code: 'vector-expected',
        repairs: [{ type: 'globalAveragePooling2d' }, { type: 'flatten' }, { type: 'conv2d' }],
      },
    },
    {
      inputs: [[5, 5, 16]],
      diagnostic: {
        code: 'vector-expected',
        port: 'in',
        received: '5 × 5 × 16',
        repairs: [
          { type: 'flatten', code: 'insert-flatten' },
          { type: 'globalAveragePooling2d', code: 'insert-average' },
          { kind: 'change-layer', type: 'conv2d', code: 'use-pointwise' },
        ],
      },
    },
  ],
  computations: [
    {
      name: 'the same weights at each position',
      parameters: { units: 4 },
      inputs: [[2, 3, 5]],
      compute: ([x], { kernel, bias }) =>
        DoubleTensor.from([2, 3, 4], (n = 0, position = 0, unit = 0) => {
          let sum = bias?.at(unit) ?? 0;
          for (let i = 0; i < 5; i += 1) sum += (x?.at(n, position, i) ?? 0) * (kernel?.at(i, unit) ?? 0);
          return sum;
        }),
    },
  ],
  references: [
    {
      name: 'linear',
      parameters: { units: 7 },
      weights: { kernel: ['weight', denseKernel], bias: ['bias', unchanged] },
    },
    {
      name: 'linear_nobias',
      parameters: { units: 7, useBias: false },
      weights: { kernel: ['weight', denseKernel] },
    },
  ],
});
