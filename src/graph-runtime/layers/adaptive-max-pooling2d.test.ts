import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { adaptiveMaxPooling2d } from './adaptive-max-pooling2d';

/** The largest from ⌊i n / m⌋ up to, not including, ⌈(i + 1) n / m⌉. */
function adaptiveMaxima(x: DoubleTensor, rows: number, columns: number): DoubleTensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  return DoubleTensor.from([batch, rows, columns, channels], (n = 0, i = 0, j = 0, c = 0) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let row = Math.floor((i * height) / rows); row < Math.ceil(((i + 1) * height) / rows); row += 1) {
      const end = Math.ceil(((j + 1) * width) / columns);
      for (let column = Math.floor((j * width) / columns); column < end; column += 1) {
        largest = Math.max(largest, x.at(n, row, column, c));
      }
    }
    return largest;
  });
}

checkLayer(adaptiveMaxPooling2d, {
  examples: [
    {
      parameters: { outputSize: 7 },
      inputs: [[14, 14, 3]],
      output: [7, 7, 3],
      description: '7×7',
      keras: 'keras.layers.MaxPooling2D(2, strides=2)',
      pytorch: 'nn.AdaptiveMaxPool2d(7)',
    },
    {
      parameters: { outputSize: [3, 10] },
      inputs: [[7, 4, 2]],
      output: [3, 10, 2],
      description: '3×10',
      keras: null,
      pytorch: 'nn.AdaptiveMaxPool2d((3, 10))',
    },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  references: [
    { name: 'adaptive_max_4x3_from_7x5', parameters: { outputSize: [4, 3] } },
    { name: 'adaptive_max_3x2_from_6x4', parameters: { outputSize: [3, 2] } },
  ],
  computations: [
    {
      name: 'more windows than cells: 3 × 4 to 5 × 6',
      parameters: { outputSize: [5, 6] },
      inputs: [[2, 3, 4, 2]],
      compute: (inputs) => adaptiveMaxima(only(inputs), 5, 6),
    },
  ],
});
