import { checkLayer } from '../testing/layer-check';
import { softplus } from './softplus';

checkLayer(softplus, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("softplus")',
      pytorch: 'nn.Softplus()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_softplus' }],
});
