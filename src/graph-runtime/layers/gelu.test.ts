import { checkLayer } from '../testing/layer-check';
import { gelu } from './gelu';

checkLayer(gelu, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("gelu")',
      pytorch: 'nn.GELU()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_gelu' }],
});
