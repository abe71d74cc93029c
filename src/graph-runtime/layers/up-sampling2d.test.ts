import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { interpolate } from '../testing/interpolation';
import { checkLayer } from '../testing/layer-check';
import { upSampling2d } from './up-sampling2d';

checkLayer(upSampling2d, {
  examples: [
    {
      inputs: [[7, 7, 64]],
      output: [14, 14, 64],
      description: '2×2',
      explanation: ['7 · 2 = 14'],
      keras: 'keras.layers.UpSampling2D(2)',
      pytorch: 'nn.Upsample(scale_factor=2)',
    },
    {
      parameters: { size: [2, 3], interpolation: 'bilinear' },
      inputs: [[7, 7, 64]],
      output: [14, 21, 64],
      description: '2×3, bilinear',
      explanation: ['7 · 2 = 14', '7 · 3 = 21'],
      keras: 'keras.layers.UpSampling2D((2, 3), interpolation="bilinear")',
      pytorch: 'nn.Upsample(scale_factor=(2, 3), mode="bilinear")',
    },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  references: [
    { name: 'upsample_nearest', parameters: { size: [2, 3] } },
    { name: 'upsample_bilinear', parameters: { size: [2, 3], interpolation: 'bilinear' } },
  ],
  computations: [
    {
      name: 'pixels repeated',
      parameters: { size: [2, 3] },
      inputs: [[2, 2, 3, 2]],
      compute: (inputs) =>
        DoubleTensor.from([2, 4, 9, 2], (n = 0, i = 0, j = 0, c = 0) =>
          only(inputs).at(n, Math.floor(i / 2), Math.floor(j / 3), c),
        ),
    },
    {
      name: 'interpolated',
      parameters: { size: [2, 3], interpolation: 'bilinear' },
      inputs: [[2, 2, 3, 2]],
      compute: (inputs) => interpolate(only(inputs), 4, 9),
    },
  ],
});
