import { unchanged } from '../testing/layout';
import { DoubleTensor } from '../testing/double-tensor';
import { only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { classToken } from './class-token';

checkLayer(classToken, {
  examples: [
    {
      inputs: [[196, 192]],
      output: [197, 192],
      trainable: 192,
      explanation: ['196 + 1 = 197', '192 = 192'],
      keras: null,
      pytorch: null,
    },
  ],
  refusals: [
    { inputs: [[14, 14, 192]], diagnostic: { code: 'positions-expected', repairs: [{ type: 'reshape' }] } },
    { inputs: [[192]], diagnostic: { code: 'positions-expected' } },
  ],
  references: [{ name: 'class_token', weights: { token: ['token', unchanged] } }],
  computations: [
    {
      name: 'in front of the positions of each example',
      inputs: [[2, 3, 4]],
      compute: (inputs, weights) =>
        DoubleTensor.from([2, 4, 4], (n = 0, p = 0, c = 0) =>
          p === 0 ? weightNamed(weights, 'token').at(c) : only(inputs).at(n, p - 1, c),
        ),
    },
  ],
});
