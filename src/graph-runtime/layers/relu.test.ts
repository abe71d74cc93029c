import { checkLayer } from '../testing/layer-check';
import { relu } from './relu';

checkLayer(relu, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.ReLU()',
      pytorch: 'nn.ReLU()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_relu' }],
});
