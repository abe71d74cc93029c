import { checkLayer } from '../testing/layer-check';
import { softsign } from './softsign';

checkLayer(softsign, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      description: '',
      keras: 'keras.layers.Activation("softsign")',
      pytorch: 'nn.Softsign()',
    },
  ],
  references: [{ name: 'act_softsign' }],
});
