import { unchanged } from '../testing/layout';
import type { ComputedExample } from '../testing/computed-check';
import { DoubleTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { groupNormalization } from './group-normalization';

/** Mean and variance of all values of a group of one example, straight from the definition. */
function example(name: string, groups: number): ComputedExample {
  return {
    name,
    parameters: { groups, epsilon: 0.001 },
    inputs: [[2, 2, 3, 6]],
    compute(inputs, weights) {
      const x = only(inputs);
      const [gamma, beta] = [weightNamed(weights, 'gamma'), weightNamed(weights, 'beta')];
      const members = 6 / groups;
      return DoubleTensor.from(x.shape, (n = 0, i = 0, j = 0, c = 0) => {
        const first = Math.floor(c / members) * members;
        const values = Array.from({ length: 6 * members }, (_, index) =>
          x.at(
            n,
            Math.floor(index / (3 * members)),
            Math.floor(index / members) % 3,
            first + (index % members),
          ),
        );
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        const standardized = (x.at(n, i, j, c) - mean) / Math.sqrt(variance + 0.001);
        return standardized * gamma.at(c) + beta.at(c);
      });
    },
  };
}

checkLayer(groupNormalization, {
  examples: [
    {
      inputs: [[14, 14, 64]],
      output: [14, 14, 64],
      trainable: 128,
      description: 'groups 8',
      explanation: ['2 · 64 = 128'],
      keras: 'keras.layers.GroupNormalization(groups=8, epsilon=0.00001)',
      pytorch: 'nn.GroupNorm(8, 64)',
    },
  ],
  refusals: [
    { inputs: [[64]], diagnostic: { code: 'image-expected' } },
    {
      inputs: [[8, 8, 20]],
      diagnostic: {
        code: 'groups-do-not-divide-input',
        expected: '1, 2, 4, 5, 10, 20',
        received: '8',
        repairs: [{ kind: 'set-parameter', parameter: 'groups', value: 5 }],
      },
    },
  ],
  references: [
    {
      name: 'group_norm',
      parameters: { groups: 3, epsilon: 1e-3 },
      weights: { gamma: ['weight', unchanged], beta: ['bias', unchanged] },
    },
  ],
  computations: [
    example('three groups of two', 3),
    example('all channels together', 1),
    example('each channel by itself', 6),
  ],
});
