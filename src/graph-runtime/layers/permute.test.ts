import { unchanged } from '../testing/layout';
import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { permute } from './permute';

checkLayer(permute, {
  examples: [
    {
      inputs: [[4, 6, 3]],
      output: [6, 4, 3],
      description: '2, 1, 3',
      keras: 'keras.layers.Permute((2, 1, 3))',
      pytorch: null,
    },
    { parameters: { order: [2, 1] }, inputs: [[49, 64]], output: [64, 49] },
    { parameters: { order: [1] }, inputs: [[5]], output: [5], keras: 'keras.layers.Permute((1,))' },
  ],
  refusals: [
    {
      inputs: [[49, 64]],
      diagnostic: {
        code: 'no-order-of-axes',
        parameter: 'order',
        expected: '1, 2',
        repairs: [{ value: [2, 1] }],
      },
    },
    {
      parameters: { order: [1, 1, 3] },
      inputs: [[4, 4, 3]],
      diagnostic: { code: 'no-order-of-axes', repairs: [{ value: [2, 1, 3] }] },
    },
    {
      inputs: [[10]],
      diagnostic: { code: 'no-order-of-axes', repairs: [{ value: [1] }] },
    },
  ],
  references: [
    { name: 'permute_image', parameters: { order: [3, 1, 2] }, layout: unchanged },
    { name: 'permute_sequence', parameters: { order: [2, 1] } },
  ],
  computations: [
    {
      name: 'channels first',
      parameters: { order: [3, 1, 2] },
      inputs: [[2, 2, 3, 4]],
      compute: (inputs) =>
        DoubleTensor.from([2, 4, 2, 3], (n = 0, c = 0, i = 0, j = 0) => only(inputs).at(n, i, j, c)),
    },
    {
      name: 'of a sequence',
      parameters: { order: [2, 1] },
      inputs: [[2, 3, 4]],
      compute: (inputs) => DoubleTensor.from([2, 4, 3], (n = 0, c = 0, p = 0) => only(inputs).at(n, p, c)),
    },
  ],
});
