import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { leakyRelu } from './leaky-relu';

checkLayer(leakyRelu, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: 'slope 0.01',
      keras: 'keras.layers.LeakyReLU(negative_slope=0.01)',
      pytorch: 'nn.LeakyReLU(0.01)',
    },
  ],
  references: [{ name: 'act_leaky_relu', parameters: { negativeSlope: 0.1 } }],
  computations: [
    {
      name: 'on images',
      parameters: { negativeSlope: 0.3 },
      inputs: [[2, 3, 3, 2]],
      compute: (inputs) => only(inputs).map((x) => (x > 0 ? x : 0.3 * x)),
    },
  ],
});
