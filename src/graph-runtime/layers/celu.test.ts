import { checkLayer } from '../testing/layer-check';
import { celu } from './celu';

checkLayer(celu, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      description: '',
      keras: 'keras.layers.Activation("celu")',
      pytorch: 'nn.CELU()',
    },
    {
      parameters: { alpha: 0.5 },
      inputs: [[10]],
      output: [10],
      description: 'α 0.5',
      keras: 'keras.layers.Lambda(lambda x: keras.ops.celu(x, alpha=0.5))',
      pytorch: 'nn.CELU(alpha=0.5)',
    },
  ],
  references: [{ name: 'act_celu' }, { name: 'act_celu_half', parameters: { alpha: 0.5 } }],
});
