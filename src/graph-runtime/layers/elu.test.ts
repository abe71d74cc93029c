import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { elu } from './elu';

const eluOf = (alpha: number) => (x: number) => (x > 0 ? x : alpha * Math.expm1(x));

checkLayer(elu, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [28, 28, 6],
      description: '',
      keras: 'keras.layers.ELU()',
      pytorch: 'nn.ELU()',
    },
    {
      parameters: { alpha: 0.5 },
      inputs: [[10]],
      output: [10],
      description: 'α 0.5',
      keras: 'keras.layers.ELU(alpha=0.5)',
      pytorch: 'nn.ELU(alpha=0.5)',
    },
  ],
  references: [{ name: 'act_elu' }],
  computations: [
    {
      name: 'alpha below 1',
      parameters: { alpha: 0.5 },
      inputs: [[3, 7]],
      compute: (inputs) => only(inputs).map(eluOf(0.5)),
    },
    {
      name: 'alpha above 1, on images',
      parameters: { alpha: 2.5 },
      inputs: [[2, 3, 3, 2]],
      compute: (inputs) => only(inputs).map(eluOf(2.5)),
    },
  ],
});
