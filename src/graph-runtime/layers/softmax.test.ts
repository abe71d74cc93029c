import { checkLayer } from '../testing/layer-check';
import { softmax } from './softmax';

checkLayer(softmax, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Softmax()',
      pytorch: 'nn.Softmax(dim=1)',
    },
    { inputs: [[120]], output: [120] },
    // PyTorch has the features of a sequence last.
    { inputs: [[49, 8]], output: [49, 8], pytorch: 'nn.Softmax(dim=2)' },
  ],
  references: [{ name: 'act_softmax' }],
});
