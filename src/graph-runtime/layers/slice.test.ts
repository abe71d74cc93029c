import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { slice } from './slice';

checkLayer(slice, {
  examples: [
    {
      parameters: { begin: 58, size: 58 },
      inputs: [[28, 28, 116]],
      output: [28, 28, 58],
      description: '58 … 115',
      keras: 'keras.layers.Lambda(lambda x: x[..., 58:116])',
      pytorch: null,
    },
    { parameters: { size: 4 }, inputs: [[10]], output: [4] },
  ],
  refusals: [
    {
      parameters: { begin: 8, size: 16 },
      inputs: [[4, 4, 12]],
      diagnostic: {
        code: 'slice-out-of-range',
        parameter: 'size',
        expected: '0 … 11',
        received: '8 … 23',
        repairs: [{ kind: 'set-parameter', parameter: 'size', value: 4 }],
      },
    },
    {
      parameters: { begin: 20, size: 4 },
      inputs: [[4, 4, 12]],
      diagnostic: {
        code: 'slice-out-of-range',
        parameter: 'begin',
        repairs: [{ kind: 'set-parameter', parameter: 'begin', value: 8 }],
      },
    },
  ],
  computations: [
    {
      name: 'channels of images',
      parameters: { begin: 1, size: 2 },
      inputs: [[2, 2, 3, 4]],
      compute: (inputs) =>
        DoubleTensor.from([2, 2, 3, 2], (n = 0, i = 0, j = 0, c = 0) => only(inputs).at(n, i, j, c + 1)),
    },
    {
      name: 'values of vectors',
      parameters: { begin: 3, size: 3 },
      inputs: [[2, 6]],
      compute: (inputs) => DoubleTensor.from([2, 3], (n = 0, c = 0) => only(inputs).at(n, c + 3)),
    },
  ],
});
