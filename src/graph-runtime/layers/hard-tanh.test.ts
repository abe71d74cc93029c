import { checkLayer } from '../testing/layer-check';
import { hardTanh } from './hard-tanh';

checkLayer(hardTanh, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      description: '',
      keras: 'keras.layers.Activation("hard_tanh")',
      pytorch: 'nn.Hardtanh()',
    },
  ],
  references: [{ name: 'act_hardtanh' }],
});
