import { checkLayer } from '../testing/layer-check';
import { silu } from './silu';

checkLayer(silu, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("silu")',
      pytorch: 'nn.SiLU()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_silu' }],
});
