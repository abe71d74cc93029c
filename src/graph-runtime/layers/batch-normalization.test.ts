import { expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { DoubleTensor, randomTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { unchanged } from '../testing/layout';
import { runLowering } from '../testing/run-lowering';
import { batchNormalization } from './batch-normalization';

const reference = {
  weights: { gamma: ['weight', unchanged], beta: ['bias', unchanged] },
  statistics: { movingMean: 'running_mean', movingVariance: 'running_var' },
} as const;

checkLayer(batchNormalization, {
  examples: [
    {
      inputs: [[24, 24, 64]],
      output: [24, 24, 64],
      trainable: 128,
      other: 128,
      explanation: ['2 · 64 = 128'],
      keras: 'keras.layers.BatchNormalization(momentum=0.9, epsilon=0.00001)',
      pytorch: 'nn.BatchNorm2d(64)',
    },
    {
      parameters: { momentum: 0.99, epsilon: 1e-3, scale: false },
      inputs: [[120]],
      output: [120],
      trainable: 120,
      other: 240,
      explanation: ['1 · 120 = 120'],
      keras: 'keras.layers.BatchNormalization(scale=False)',
      pytorch: null,
    },
    {
      parameters: { momentum: 0.97, epsilon: 1e-3, scale: false, center: false },
      inputs: [[120]],
      output: [120],
      other: 240,
      explanation: [],
      pytorch: 'nn.BatchNorm1d(120, momentum=0.03, eps=0.001, affine=False)',
    },
  ],
  references: [
    { name: 'batch_norm_train', ...reference },
    { name: 'batch_norm_eval', ...reference },
    {
      name: 'batch_norm_1d_train',
      weights: reference.weights,
      initialStatistics: { movingMean: [0, 0, 0, 0, 0, 0], movingVariance: [1, 1, 1, 1, 1, 1] },
    },
  ],
  computations: [
    {
      name: 'running statistics, without scale',
      mode: 'evaluate',
      parameters: { scale: false, epsilon: 0.01 },
      statistics: { movingMean: [0.5, -1, 0.25], movingVariance: [0.5, 2, 1] },
      inputs: [[2, 2, 2, 3]],
      compute(inputs, weights) {
        const x = only(inputs);
        const beta = weightNamed(weights, 'beta');
        const [mean, variance] = [new DoubleTensor([3], [0.5, -1, 0.25]), new DoubleTensor([3], [0.5, 2, 1])];
        return DoubleTensor.from(x.shape, (n = 0, i = 0, j = 0, c = 0) => {
          const centered = x.at(n, i, j, c) - mean.at(c);
          return centered / Math.sqrt(variance.at(c) + 0.01) + beta.at(c);
        });
      },
    },
  ],
});

it('moves its running statistics by 1 - momentum, the variance unbiased', async () => {
  const x = randomTensor([5, 1], 1);
  const mean = x.values.reduce((sum, value) => sum + value, 0) / 5;
  const unbiased = x.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
  const settings = { momentum: 0.75, epsilon: 1e-5, scale: false, center: false, zeroGamma: false };
  const { updates } = await runLowering({
    inputs: [float32(x.values, x.shape)],
    statistics: { movingMean: float32([3]), movingVariance: float32([2]) },
    lower: (context, inputs) => batchNormalization.lower(context, settings, inputs),
  });
  expect(updates.movingMean?.values[0]).toBeCloseTo(0.75 * 3 + 0.25 * mean, 5);
  expect(updates.movingVariance?.values[0]).toBeCloseTo(0.75 * 2 + 0.25 * unbiased, 5);
});
