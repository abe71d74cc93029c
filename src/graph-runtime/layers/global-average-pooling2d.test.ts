import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { globalAveragePooling2d } from './global-average-pooling2d';

checkLayer(globalAveragePooling2d, {
  examples: [
    {
      inputs: [[3, 3, 512]],
      output: [1, 1, 512],
      keras: 'keras.layers.GlobalAveragePooling2D(keepdims=True)',
      pytorch: 'nn.AdaptiveAvgPool2d(1)',
    },
    {
      parameters: { keepDimensions: false },
      inputs: [[3, 3, 512]],
      output: [512],
      keras: 'keras.layers.GlobalAveragePooling2D()',
      pytorch: 'nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())',
    },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  references: [{ name: 'gap' }],
  computations: [
    {
      name: 'a vector of means',
      parameters: { keepDimensions: false },
      inputs: [[2, 3, 4, 3]],
      compute(inputs) {
        const x = only(inputs);
        return DoubleTensor.from([2, 3], (n = 0, c = 0) => {
          let sum = 0;
          for (let cell = 0; cell < 12; cell += 1) sum += x.at(n, Math.floor(cell / 4), cell % 4, c);
          return sum / 12;
        });
      },
    },
  ],
});
