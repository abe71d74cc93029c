import { checkLayer } from '../testing/layer-check';
import { relu6 } from './relu6';

checkLayer(relu6, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("relu6")',
      pytorch: 'nn.ReLU6()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_relu6' }],
});
