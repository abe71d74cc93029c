import { checkLayer } from '../testing/layer-check';
import { hardSigmoid } from './hard-sigmoid';

checkLayer(hardSigmoid, {
  examples: [
    {
      inputs: [[1, 1, 64]],
      output: [1, 1, 64],
      description: '',
      keras: 'keras.layers.Activation("hard_sigmoid")',
      pytorch: 'nn.Hardsigmoid()',
    },
    { inputs: [[120]], output: [120] },
  ],
  references: [{ name: 'act_hardsigmoid' }],
});
