import { checkLayer } from '../testing/layer-check';
import { glu } from './glu';

checkLayer(glu, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 8],
      keras: 'keras.layers.Activation("glu")',
      pytorch: 'nn.GLU(dim=1)',
    },
    { inputs: [[5, 16]], output: [5, 8], pytorch: 'nn.GLU()' },
  ],
  refusals: [{ inputs: [[4, 4, 7]], diagnostic: { code: 'channels-not-even', received: '7' } }],
  references: [{ name: 'act_glu' }],
});
