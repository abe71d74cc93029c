import { checkLayer } from '../testing/layer-check';
import { selu } from './selu';

checkLayer(selu, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("selu")',
      pytorch: 'nn.SELU()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_selu' }],
});
