import { checkLayer } from '../testing/layer-check';
import { DoubleTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { unchanged } from '../testing/layout';
import { rmsNormalization } from './rms-normalization';

checkLayer(rmsNormalization, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      trainable: 16,
      keras: 'keras.layers.RMSNormalization(epsilon=0.00001)',
      pytorch: null,
    },
    { inputs: [[5, 16]], output: [5, 16], trainable: 16, pytorch: 'nn.RMSNorm(16, eps=0.00001)' },
  ],
  references: [{ name: 'rms_norm', weights: { gamma: ['weight', unchanged] } }],
  computations: [
    {
      name: 'of the channels of images',
      parameters: { epsilon: 0.1 },
      inputs: [[2, 2, 3, 4]],
      compute: (inputs, weights) => {
        const x = only(inputs);
        const gamma = weightNamed(weights, 'gamma');
        return DoubleTensor.from(x.shape, (n = 0, i = 0, j = 0, c = 0) => {
          const square = [0, 1, 2, 3].reduce((sum, k) => sum + x.at(n, i, j, k) ** 2, 0) / 4;
          return (gamma.at(c) * x.at(n, i, j, c)) / Math.sqrt(square + 0.1);
        });
      },
    },
  ],
});
