import { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { maxUnpooling2d } from './max-unpooling2d';

checkLayer(maxUnpooling2d, {
  examples: [
    {
      inputs: [
        [14, 14, 64],
        [28, 28, 64],
      ],
      output: [28, 28, 64],
      description: '2×2, stride 2',
      keras: null,
      pytorch: null,
    },
    {
      // What the pooling left over at the edge is there again.
      inputs: [
        [13, 13, 8],
        [27, 27, 8],
      ],
      output: [27, 27, 8],
    },
    {
      parameters: { ceilMode: true },
      inputs: [
        [14, 14, 8],
        [27, 27, 8],
      ],
      output: [27, 27, 8],
    },
  ],
  refusals: [
    {
      inputs: [
        [7, 7, 64],
        [28, 28, 64],
      ],
      diagnostic: { code: 'unpooling-size-mismatch', port: 'in', expected: '14 × 14 × 64' },
    },
    {
      inputs: [
        [14, 14, 32],
        [28, 28, 64],
      ],
      diagnostic: { code: 'unpooling-size-mismatch' },
    },
    {
      parameters: { poolSize: 3 },
      inputs: [
        [13, 13, 4],
        [28, 28, 4],
      ],
      diagnostic: { code: 'windows-overlap', parameter: 'strides', repairs: [{ value: [3, 3] }] },
    },
    { inputs: [[14, 14, 1], [784]], diagnostic: { code: 'image-expected', port: 'before' } },
    {
      parameters: { poolSize: 5, strides: 5 },
      inputs: [
        [1, 1, 1],
        [4, 4, 1],
      ],
      diagnostic: { code: 'kernel-too-large', port: 'before' },
    },
  ],
  references: [
    { name: 'max_unpool_k2s2_ties' },
    { name: 'max_unpool_k2s3p1', parameters: { poolSize: [2, 3], strides: 3, padding: 1 } },
  ],
  computations: [
    {
      name: 'uneven padding, the odd cell at the end',
      parameters: { poolSize: 2, padding: 'same' },
      inputs: [
        [2, 3, 2, 2],
        [2, 5, 3, 2],
      ],
      compute: ([x, before]) => {
        const y = new DoubleTensor(before?.shape ?? []);
        const [batch = 1, rows = 1, columns = 1, channels = 1] = x?.shape ?? [];
        DoubleTensor.from([batch, rows, columns, channels], (n = 0, i = 0, j = 0, c = 0) => {
          const cells = [0, 1, 2, 3].map((cell) => [2 * i + (cell >> 1), 2 * j + (cell & 1)] as const);
          const inside = cells.filter(([row, column]) => before?.has(n, row, column, c) === true);
          const valueAt = ([row, column]: readonly [number, number]) => before?.at(n, row, column, c) ?? 0;
          const [row, column] = inside.reduce((best, cell) => (valueAt(cell) > valueAt(best) ? cell : best));
          const [, , width = 1, depth = 1] = y.shape;
          y.values[((n * (y.shape[1] ?? 1) + row) * width + column) * depth + c] = x?.at(n, i, j, c) ?? 0;
          return 0;
        });
        return y;
      },
    },
  ],
});
