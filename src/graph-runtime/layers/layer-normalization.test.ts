import { unchanged } from '../testing/layout';
import { DoubleTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { layerNormalization } from './layer-normalization';

/** Mean 0 and variance 1 over the last axis, then scaled and shifted. */
function normalized(x: DoubleTensor, gamma: DoubleTensor, beta: DoubleTensor, epsilon: number): DoubleTensor {
  const channels = x.shape[x.shape.length - 1] ?? 1;
  return DoubleTensor.from(x.shape, (...position) => {
    const leading = position.slice(0, -1);
    const channel = position[position.length - 1] ?? 0;
    const row = Array.from({ length: channels }, (_, c) => x.at(...leading, c));
    const mean = row.reduce((sum, value) => sum + value, 0) / channels;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / channels;
    const standardized = (x.at(...position) - mean) / Math.sqrt(variance + epsilon);
    return standardized * gamma.at(channel) + beta.at(channel);
  });
}

checkLayer(layerNormalization, {
  examples: [
    {
      inputs: [[14, 14, 96]],
      output: [14, 14, 96],
      trainable: 192,
      explanation: ['2 · 96 = 192'],
      keras: 'keras.layers.LayerNormalization(epsilon=0.00001)',
      pytorch: null,
    },
    {
      parameters: { epsilon: 1e-3 },
      inputs: [[96]],
      output: [96],
      trainable: 192,
      keras: 'keras.layers.LayerNormalization()',
      pytorch: 'nn.LayerNorm(96, eps=0.001)',
    },
  ],
  references: [
    {
      name: 'layer_norm',
      parameters: { epsilon: 1e-5 },
      weights: { gamma: ['weight', unchanged], beta: ['bias', unchanged] },
    },
  ],
  computations: [
    {
      name: 'images, over the channels of each position',
      inputs: [[2, 2, 3, 5]],
      compute: (inputs, weights) =>
        normalized(only(inputs), weightNamed(weights, 'gamma'), weightNamed(weights, 'beta'), 1e-5),
    },
    {
      name: 'vectors',
      parameters: { epsilon: 0.1 },
      inputs: [[4, 7]],
      compute: (inputs, weights) =>
        normalized(only(inputs), weightNamed(weights, 'gamma'), weightNamed(weights, 'beta'), 0.1),
    },
  ],
});
