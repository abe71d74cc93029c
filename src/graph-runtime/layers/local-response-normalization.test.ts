import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { localResponseNormalization } from './local-response-normalization';

checkLayer(localResponseNormalization, {
  examples: [
    {
      parameters: { bias: 2 },
      inputs: [[54, 54, 96]],
      output: [54, 54, 96],
      description: 'size 5',
      keras:
        'keras.layers.Lambda(lambda x: tf.nn.local_response_normalization(x, depth_radius=2, bias=2, alpha=0.00002, beta=0.75))',
      pytorch: 'nn.LocalResponseNorm(5, k=2)',
    },
  ],
  refusals: [
    { inputs: [[64]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { size: 4 },
      inputs: [[8, 8, 20]],
      diagnostic: {
        code: 'size-not-odd',
        parameter: 'size',
        repairs: [
          { kind: 'set-parameter', parameter: 'size', value: 5 },
          { kind: 'set-parameter', parameter: 'size', value: 3 },
        ],
      },
    },
  ],
  references: [
    { name: 'lrn', parameters: { size: 5, alpha: 1e-4, beta: 0.75, bias: 2 } },
    { name: 'lrn_strong', parameters: { size: 3, alpha: 0.5, beta: 0.5, bias: 1 } },
  ],
  computations: [
    {
      name: 'a strong damping with another exponent',
      parameters: { size: 7, alpha: 2, beta: 1.3, bias: 0.7 },
      inputs: [[1, 2, 2, 5]],
      compute(inputs) {
        const x = only(inputs);
        return DoubleTensor.from(x.shape, (n = 0, i = 0, j = 0, c = 0) => {
          let sum = 0;
          for (let other = c - 3; other <= c + 3; other += 1) sum += x.at(n, i, j, other) ** 2;
          return x.at(n, i, j, c) / (0.7 + (2 / 7) * sum) ** 1.3;
        });
      },
    },
  ],
});
