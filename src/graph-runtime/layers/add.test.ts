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
  ],
});
