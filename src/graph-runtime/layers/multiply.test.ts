import { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { multiply } from './multiply';

checkLayer(multiply, {
  examples: [
    {
      inputs: [
        [14, 14, 64],
        [1, 1, 64],
      ],
      output: [14, 14, 64],
      keras: 'keras.layers.Multiply()',
    },
    { inputs: [[64], [14, 14, 64]], output: [14, 14, 64] },
    {
      inputs: [
        [14, 14, 64],
        [14, 14, 1],
      ],
      output: [14, 14, 64],
    },
    { inputs: [[10], [10], [10]], output: [10] },
    { inputs: [[14, 14, 64]], output: [14, 14, 64] },
  ],
  refusals: [
    {
      inputs: [[14, 14, 64], [32]],
      diagnostic: {
        code: 'multiply-shape-mismatch',
        port: 'in',
        expected: '14 × 14 × 64',
        received: '32',
        repairs: [
          { kind: 'match-shapes', port: 'in' },
          { kind: 'remove-edge', port: 'in', index: 1 },
        ],
      },
    },
    {
      inputs: [
        [14, 14, 64],
        [7, 7, 64],
      ],
      diagnostic: { code: 'multiply-shape-mismatch' },
    },
  ],
  references: [{ name: 'multiply_channel' }],
  computations: [
    {
      name: 'one input',
      inputs: [[2, 3]],
      compute: ([x]) => DoubleTensor.from([2, 3], (n = 0, c = 0) => x?.at(n, c) ?? 0),
    },
    {
      name: 'a factor per channel, given as a vector first',
      inputs: [
        [2, 3],
        [2, 2, 2, 3],
      ],
      compute: ([factors, image]) =>
        DoubleTensor.from(
          [2, 2, 2, 3],
          (n = 0, i = 0, j = 0, c = 0) => (factors?.at(n, c) ?? 0) * (image?.at(n, i, j, c) ?? 0),
        ),
    },
    {
      name: 'a factor per position, and a third input',
      inputs: [
        [2, 2, 2, 3],
        [2, 2, 2, 1],
        [2, 2, 2, 3],
      ],
      compute: ([a, mask, b]) =>
        DoubleTensor.from(
          [2, 2, 2, 3],
          (n = 0, i = 0, j = 0, c = 0) =>
            (a?.at(n, i, j, c) ?? 0) * (mask?.at(n, i, j, 0) ?? 0) * (b?.at(n, i, j, c) ?? 0),
        ),
    },
  ],
});
