import { checkLayer } from '../testing/layer-check';
import { tanh } from './tanh';

checkLayer(tanh, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("tanh")',
      pytorch: 'nn.Tanh()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_tanh' }],
});
