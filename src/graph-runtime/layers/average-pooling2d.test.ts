import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { averagePooling2d } from './average-pooling2d';

checkLayer(averagePooling2d, {
  examples: [
    {
      inputs: [[28, 28, 6]],
      output: [14, 14, 6],
      description: '2×2, stride 2',
      explanation: ['⌊(28 − 2) / 2⌋ + 1 = 14'],
      keras: 'keras.layers.AveragePooling2D(2, strides=2)',
      pytorch: 'nn.AvgPool2d(2, stride=2)',
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 1, padding: 1 },
      output: [8, 8, 3],
      keras: 'keras.Sequential([keras.layers.ZeroPadding2D(1), keras.layers.AveragePooling2D(3, strides=1)])',
      pytorch: 'nn.AvgPool2d(3, stride=1, padding=1)',
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 2, padding: 'same', countIncludePadding: false },
      output: [4, 4, 3],
      keras: 'keras.layers.AveragePooling2D(3, strides=2, padding="same")',
      pytorch: null,
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: 3, strides: 2, ceilMode: true },
      output: [4, 4, 3],
      keras: null,
      pytorch: 'nn.AvgPool2d(3, stride=2, ceil_mode=True)',
    },
  ],
  refusals: [
    { inputs: [[10]], diagnostic: { code: 'image-expected' } },
    {
      inputs: [[1, 4, 8]],
      diagnostic: { code: 'kernel-too-large', parameter: 'poolSize', expected: '≤ 1 × 2' },
    },
    {
      inputs: [[8, 8, 3]],
      parameters: { poolSize: [2, 4], padding: [0, 4] },
      diagnostic: {
        code: 'padding-too-large',
        parameter: 'padding',
        repairs: [{ kind: 'set-parameter', parameter: 'padding', value: [0, 2] }],
      },
    },
  ],
  references: [
    { name: 'avg_k2s2' },
    { name: 'avg_k3s2p1_count_pad', parameters: { poolSize: 3, padding: 1 } },
    {
      name: 'avg_k3s2p1_no_count_pad',
      parameters: { poolSize: 3, padding: 1, countIncludePadding: false },
    },
  ],
  computations: [
    {
      name: "'same' padding that counts",
      parameters: { poolSize: 3, padding: 'same' },
      inputs: [[1, 6, 5, 2]],
      compute: (inputs) => meanUnder(only(inputs), [3, 3], [2, 2], [0, 1], [1, 1], [3, 3], true),
    },
    {
      name: "'same' padding that does not",
      parameters: { poolSize: 3, padding: 'same', countIncludePadding: false },
      inputs: [[1, 6, 5, 2]],
      compute: (inputs) => meanUnder(only(inputs), [3, 3], [2, 2], [0, 1], [1, 1], [3, 3], false),
    },
    {
      name: 'rounding up: cells beyond the padding never count',
      parameters: { poolSize: 3, padding: 1, ceilMode: true },
      inputs: [[2, 6, 4, 1]],
      compute: (inputs) => meanUnder(only(inputs), [3, 3], [2, 2], [1, 1], [1, 1], [4, 3], true),
    },
    {
      name: 'rounding up without counting padding; a window that would begin behind the image is dropped',
      parameters: { poolSize: [2, 3], padding: [0, 1, 1, 0], ceilMode: true, countIncludePadding: false },
      inputs: [[2, 4, 5, 1]],
      compute: (inputs) => meanUnder(only(inputs), [2, 3], [2, 2], [0, 1], [1, 0], [2, 3], false),
    },
  ],
});

/**
 * The mean under each window: over the cells of the image, or over those of image and padding (`before` and `after`). What a
 * window covers beyond the padding does not count.
 */
function meanUnder(
  x: DoubleTensor,
  [height, width]: readonly [number, number],
  strides: readonly [number, number],
  before: readonly [number, number],
  after: readonly [number, number],
  output: readonly [number, number],
  countPadding: boolean,
): DoubleTensor {
  const [batch = 1, rows = 1, columns = 1, channels = 1] = x.shape;
  return DoubleTensor.from([batch, ...output, channels], (n = 0, i = 0, j = 0, c = 0) => {
    let sum = 0;
    let count = 0;
    for (let row = i * strides[0] - before[0]; row < i * strides[0] - before[0] + height; row += 1) {
      for (
        let column = j * strides[1] - before[1];
        column < j * strides[1] - before[1] + width;
        column += 1
      ) {
        const isPadded = row < rows + after[0] && column < columns + after[1];
        if (countPadding ? isPadded : x.has(n, row, column, c)) count += 1;
        sum += x.at(n, row, column, c);
      }
    }
    return sum / count;
  });
}
