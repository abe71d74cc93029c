import { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { add } from './add';

checkLayer(add, {
  examples: [
    {
      inputs: [
        [24, 24, 64],
        [24, 24, 64],
      ],
      output: [24, 24, 64],
      keras: 'keras.layers.Add()',
    },
    { inputs: [[10], [10], [10]], output: [10] },
    { inputs: [[24, 24, 64]], output: [24, 24, 64] },
    {
      inputs: [
        [24, 24, 64],
        [1, 1, 64],
      ],
      output: [24, 24, 64],
    },
    { inputs: [[64], [24, 24, 64]], output: [24, 24, 64] },
    {
      inputs: [
        [24, 24, 1],
        [24, 24, 64],
      ],
      output: [24, 24, 64],
    },
  ],
  refusals: [
    {
      inputs: [
        [24, 24, 64],
        [24, 24, 64],
        [12, 12, 128],
      ],
      diagnostic: {
        code: 'add-shape-mismatch',
        port: 'in',
        expected: '24 × 24 × 64',
        received: '12 × 12 × 128',
        repairs: [
          { kind: 'match-shapes', port: 'in' },
          { kind: 'remove-edge', port: 'in', index: 2 },
        ],
      },
    },
    { inputs: [[24, 24, 64], [32]], diagnostic: { code: 'add-shape-mismatch', received: '32' } },
    { inputs: [[10], [12]], diagnostic: { code: 'add-shape-mismatch' } },
  ],
  references: [{ name: 'add' }],
  computations: [
    {
      name: 'three inputs',
      inputs: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
      compute: (inputs) =>
        DoubleTensor.from([2, 3], (n = 0, c = 0) => inputs.reduce((sum, x) => sum + x.at(n, c), 0)),
    },
    {
      name: 'one input',
      inputs: [[2, 3]],
      compute: ([x]) => DoubleTensor.from([2, 3], (n = 0, c = 0) => x?.at(n, c) ?? 0),
    },
    {
      name: 'one value per channel, then an image, then a vector',
      inputs: [
        [2, 1, 1, 3],
        [2, 2, 2, 3],
        [2, 3],
      ],
      compute: ([pixel, image, vector]) =>
        DoubleTensor.from(
          [2, 2, 2, 3],
          (n = 0, i = 0, j = 0, c = 0) =>
            (pixel?.at(n, 0, 0, c) ?? 0) + (image?.at(n, i, j, c) ?? 0) + (vector?.at(n, c) ?? 0),
        ),
    },
    {
      name: 'one value per position, and rows with columns',
      inputs: [
        [2, 2, 2, 3],
        [2, 2, 2, 1],
        [2, 2, 1, 3],
        [2, 1, 2, 3],
      ],
      compute: ([a, mask, rows, columns]) =>
        DoubleTensor.from(
          [2, 2, 2, 3],
          (n = 0, i = 0, j = 0, c = 0) =>
            (a?.at(n, i, j, c) ?? 0) +
            (mask?.at(n, i, j, 0) ?? 0) +
            (rows?.at(n, i, 0, c) ?? 0) +
            (columns?.at(n, 0, j, c) ?? 0),
        ),
    },
  ],
});
