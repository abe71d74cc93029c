import { checkLayer } from '../testing/layer-check';
import { hardSwish } from './hard-swish';

checkLayer(hardSwish, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("hard_swish")',
      pytorch: 'nn.Hardswish()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_hardswish' }],
});
