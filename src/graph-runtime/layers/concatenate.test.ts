import { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { concatenate } from './concatenate';

checkLayer(concatenate, {
  examples: [
    {
      inputs: [
        [12, 12, 64],
        [12, 12, 128],
        [12, 12, 32],
        [12, 12, 32],
      ],
      output: [12, 12, 256],
      explanation: ['64 + 128 + 32 + 32 = 256'],
      keras: 'keras.layers.Concatenate()',
    },
    { inputs: [[10], [3]], output: [13] },
  ],
  refusals: [
    {
      inputs: [
        [12, 12, 64],
        [6, 12, 64],
      ],
      diagnostic: {
        code: 'concatenate-size-mismatch',
        port: 'in',
        expected: '12 × 12 × channels',
        received: '6 × 12 × 64',
        repairs: [
          { kind: 'match-shapes', port: 'in', keepsChannels: true },
          {
            kind: 'insert-before',
            port: 'in',
            index: 1,
            type: 'resize',
            parameters: { size: [12, 12] },
            code: 'insert-resize',
          },
          { kind: 'remove-edge', port: 'in', index: 1 },
        ],
      },
    },
    {
      inputs: [[64], [1, 1, 32]],
      diagnostic: {
        code: 'concatenate-size-mismatch',
        expected: 'features',
        repairs: [
          { kind: 'switch-before', port: 'in', index: 1 },
          { kind: 'insert-before', port: 'in', index: 1, type: 'flatten', code: 'insert-flatten' },
          { kind: 'match-shapes', port: 'in', keepsChannels: true },
          { kind: 'remove-edge', port: 'in', index: 1 },
        ],
      },
    },
  ],
  references: [{ name: 'concat_channels' }],
  computations: [
    {
      name: 'one input',
      inputs: [[2, 2, 1, 3]],
      compute: ([x]) =>
        DoubleTensor.from([2, 2, 1, 3], (n = 0, i = 0, j = 0, c = 0) => x?.at(n, i, j, c) ?? 0),
    },
    {
      name: 'vectors',
      inputs: [
        [2, 3],
        [2, 1],
      ],
      compute: ([a, b]) =>
        DoubleTensor.from([2, 4], (n = 0, c = 0) => (c < 3 ? a?.at(n, c) : b?.at(n, c - 3)) ?? 0),
    },
  ],
});
