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
      inputs: [[5, 5, 16]],
      diagnostic: {
        code: 'vector-expected',
        port: 'in',
        received: '5 × 5 × 16',
        repairs: [{ kind: 'insert-before', port: 'in', type: 'flatten', code: 'insert-flatten' }],
      },
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
