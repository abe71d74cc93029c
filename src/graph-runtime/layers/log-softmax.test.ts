import { checkLayer } from '../testing/layer-check';
import { logSoftmax } from './log-softmax';

checkLayer(logSoftmax, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.Activation("log_softmax")',
      pytorch: 'nn.LogSoftmax(dim=1)',
    },
    { inputs: [[120]], output: [120] },
    // PyTorch has the features of a sequence last.
    { inputs: [[49, 8]], output: [49, 8], pytorch: 'nn.LogSoftmax(dim=2)' },
  ],
  references: [{ name: 'act_log_softmax' }],
});
