import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { globalMaxPooling2d } from './global-max-pooling2d';

const largest = (x: DoubleTensor, n: number, c: number) =>
  Math.max(...Array.from({ length: 12 }, (_, cell) => x.at(n, Math.floor(cell / 4), cell % 4, c)));

checkLayer(globalMaxPooling2d, {
  examples: [
    {
      inputs: [[3, 3, 512]],
      output: [1, 1, 512],
      keras: 'keras.layers.GlobalMaxPooling2D(keepdims=True)',
      pytorch: 'nn.AdaptiveMaxPool2d(1)',
    },
    {
      parameters: { keepDimensions: false },
      inputs: [[3, 5, 512]],
      output: [512],
      keras: 'keras.layers.GlobalMaxPooling2D()',
      pytorch: 'nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())',
    },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  references: [{ name: 'global_max' }],
  computations: [
    {
      name: 'the largest value of each channel',
      inputs: [[2, 3, 4, 3]],
      compute: (inputs) =>
        DoubleTensor.from([2, 1, 1, 3], (n = 0, _i, _j, c = 0) => largest(only(inputs), n, c)),
    },
    {
      name: 'as a vector',
      parameters: { keepDimensions: false },
      inputs: [[2, 3, 4, 3]],
      compute: (inputs) => DoubleTensor.from([2, 3], (n = 0, c = 0) => largest(only(inputs), n, c)),
    },
  ],
});
