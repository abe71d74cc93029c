import { checkLayer } from '../testing/layer-check';
import { mish } from './mish';

checkLayer(mish, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      description: '',
      keras: 'keras.layers.Activation("mish")',
      pytorch: 'nn.Mish()',
    },
  ],
  references: [{ name: 'act_mish' }],
});
