import { only } from '../testing/formulas';
import { interpolate } from '../testing/interpolation';
import { checkLayer } from '../testing/layer-check';
import { resize } from './resize';

checkLayer(resize, {
  examples: [
    {
      parameters: { size: 96 },
      inputs: [[28, 28, 1]],
      output: [96, 96, 1],
      description: '96×96',
      keras: 'keras.layers.Lambda(lambda x: keras.ops.image.resize(x, (96, 96)))',
      pytorch: 'nn.Upsample(size=(96, 96), mode="bilinear")',
    },
    { parameters: { size: [5, 7] }, inputs: [[28, 14, 3]], output: [5, 7, 3] },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  references: [
    { name: 'resize_28_to_96', parameters: { size: 96 } },
    { name: 'resize_28_to_224', parameters: { size: 224 } },
  ],
  computations: [
    {
      name: 'smaller in one axis, larger in the other',
      parameters: { size: [3, 5] },
      inputs: [[2, 5, 4, 2]],
      compute: (inputs) => interpolate(only(inputs), 3, 5),
    },
  ],
});
