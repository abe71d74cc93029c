import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { cropping2d } from './cropping2d';

checkLayer(cropping2d, {
  examples: [
    {
      inputs: [[28, 28, 3]],
      output: [26, 26, 3],
      description: '1',
      explanation: ['28 − 1 − 1 = 26'],
      keras: 'keras.layers.Cropping2D(1)',
      pytorch: 'nn.ZeroPad2d((-1, -1, -1, -1))',
    },
    {
      parameters: { cropping: [0, 2, 3, 1] },
      inputs: [[5, 9, 2]],
      output: [3, 5, 2],
      description: '0, 2, 3, 1',
      explanation: ['5 − 0 − 2 = 3', '9 − 3 − 1 = 5'],
      keras: 'keras.layers.Cropping2D(((0, 2), (3, 1)))',
      pytorch: 'nn.ZeroPad2d((-3, -1, 0, -2))',
    },
  ],
  refusals: [
    { inputs: [[512]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { cropping: [4, 3, 0, 1] },
      inputs: [[6, 9, 2]],
      diagnostic: {
        code: 'crop-leaves-nothing',
        parameter: 'cropping',
        expected: '< 6 × 9',
        received: '7 × 1',
        repairs: [{ value: [4, 1, 0, 1] }],
      },
    },
  ],
  references: [{ name: 'crop', parameters: { cropping: [0, 3, 1, 2] } }],
  computations: [
    {
      name: 'one side',
      parameters: { cropping: [0, 0, 2, 0] },
      inputs: [[2, 2, 4, 3]],
      compute: (inputs) =>
        DoubleTensor.from([2, 2, 2, 3], (n = 0, i = 0, j = 0, c = 0) => only(inputs).at(n, i, j + 2, c)),
    },
  ],
});
