import { checkMerge } from '../testing/merge-check';
import { subtract } from './subtract';
import { checkLayer } from '../testing/layer-check';

checkLayer(subtract, {
  ...checkMerge('merge_subtract', (a, ...others) => {
    const [b = a, c] = others;
    return c === undefined ? a - b : a - b - c;
  }),
  examples: [
    {
      inputs: [
        [4, 4, 8],
        [4, 4, 8],
      ],
      output: [4, 4, 8],
      keras: 'keras.layers.Subtract()',
      pytorch: null,
    },
    { inputs: [[8], [4, 4, 8], [1, 1, 8]], output: [4, 4, 8], keras: null },
    // A single branch is what is left where the others are muted.
    { inputs: [[5, 6]], output: [5, 6] },
  ],
});
