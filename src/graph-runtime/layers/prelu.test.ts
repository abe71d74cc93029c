import { checkLayer } from '../testing/layer-check';
import { unchanged } from '../testing/layout';
import { prelu } from './prelu';

checkLayer(prelu, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      trainable: 16,
      explanation: ['16 = 16'],
      keras: 'keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25), shared_axes=[1, 2])',
      pytorch: 'nn.PReLU(16)',
    },
    {
      parameters: { isShared: true, initial: 0 },
      inputs: [[16]],
      output: [16],
      trainable: 1,
      keras: 'keras.layers.PReLU(shared_axes=[1])',
      pytorch: 'nn.PReLU(init=0)',
    },
    { inputs: [[5, 16]], output: [5, 16], trainable: 16, pytorch: null },
  ],
  references: [
    { name: 'act_prelu', weights: { alpha: ['weight', unchanged] } },
    { name: 'act_prelu_shared', parameters: { isShared: true }, weights: { alpha: ['weight', unchanged] } },
  ],
});
