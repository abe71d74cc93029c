import { checkLayer } from '../testing/layer-check';
import { sigmoid } from './sigmoid';

checkLayer(sigmoid, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("sigmoid")',
      pytorch: 'nn.Sigmoid()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_sigmoid' }],
});
