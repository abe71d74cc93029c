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
    {
      // The class token of a transformer.
      parameters: { axis: 'height' },
      inputs: [[197, 192]],
      output: [1, 192],
      description: '0 … 0',
      keras: 'keras.layers.Lambda(lambda x: x[:, 0:1])',
    },
    {
      parameters: { axis: 'width', begin: 1, size: 3, step: 2 },
      inputs: [[4, 8, 2]],
      output: [4, 3, 2],
      description: '1 … 5, stride 2',
      keras: 'keras.layers.Lambda(lambda x: x[:, :, 1:6:2])',
    },
  ],
  refusals: [
    {
      parameters: { axis: 'width' },
      inputs: [[4, 12]],
      diagnostic: { code: 'no-such-axis', parameter: 'axis' },
    },
    {
      parameters: { axis: 'height', begin: 1, size: 3, step: 2 },
      inputs: [[5, 4, 12]],
      diagnostic: {
        code: 'slice-out-of-range',
        received: '1 … 5',
        repairs: [{ parameter: 'size', value: 2 }],
      },
    },
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
  references: [
    { name: 'slice_rows_strided', parameters: { axis: 'height', begin: 1, size: 3, step: 2 } },
    { name: 'slice_columns', parameters: { axis: 'width', begin: 2, size: 2 } },
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
