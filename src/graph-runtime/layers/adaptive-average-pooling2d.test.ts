import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { adaptiveAveragePooling2d } from './adaptive-average-pooling2d';

/** The mean over rows and columns from ⌊i n / m⌋ up to, not including, ⌈(i + 1) n / m⌉. */
function adaptiveMeans(x: DoubleTensor, rows: number, columns: number): DoubleTensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  return DoubleTensor.from([batch, rows, columns, channels], (n = 0, i = 0, j = 0, c = 0) => {
    let sum = 0;
    let count = 0;
    for (let row = Math.floor((i * height) / rows); row < Math.ceil(((i + 1) * height) / rows); row += 1) {
      const end = Math.ceil(((j + 1) * width) / columns);
      for (let column = Math.floor((j * width) / columns); column < end; column += 1) {
        sum += x.at(n, row, column, c);
        count += 1;
      }
    }
    return sum / count;
  });
}

checkLayer(adaptiveAveragePooling2d, {
  examples: [
    {
      parameters: { outputSize: 7 },
      inputs: [[14, 14, 3]],
      output: [7, 7, 3],
      description: '7×7',
      keras: 'keras.layers.AveragePooling2D(2, strides=2)',
      pytorch: 'nn.AdaptiveAvgPool2d(7)',
    },
    {
      parameters: { outputSize: [3, 10] },
      inputs: [[7, 4, 2]],
      output: [3, 10, 2],
      description: '3×10',
      keras: null,
      pytorch: 'nn.AdaptiveAvgPool2d((3, 10))',
    },
  ],
  refusals: [{ inputs: [[512]], diagnostic: { code: 'image-expected' } }],
  references: [
    { name: 'adaptive_6x6_from_13', parameters: { outputSize: 6 } },
    { name: 'adaptive_7x7_from_7', parameters: { outputSize: 7 } },
  ],
  computations: [
    {
      name: 'windows of different sizes: 7 × 5 to 4 × 3',
      parameters: { outputSize: [4, 3] },
      inputs: [[2, 7, 5, 2]],
      compute: (inputs) => adaptiveMeans(only(inputs), 4, 3),
    },
    {
      name: 'more windows than cells: 3 × 4 to 5 × 6',
      parameters: { outputSize: [5, 6] },
      inputs: [[2, 3, 4, 2]],
      compute: (inputs) => adaptiveMeans(only(inputs), 5, 6),
    },
    {
      name: 'uneven in one axis only',
      parameters: { outputSize: [1, 3] },
      inputs: [[1, 6, 4, 3]],
      compute: (inputs) => adaptiveMeans(only(inputs), 1, 3),
    },
  ],
});
