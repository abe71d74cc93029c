import { checkMerge } from '../testing/merge-check';
import { minimum } from './minimum';
import { checkLayer } from '../testing/layer-check';

checkLayer(minimum, {
  ...checkMerge('merge_minimum', (a, ...others) => {
    const [b = a, c] = others;
    return c === undefined ? Math.min(a, b) : Math.min(a, b, c);
  }),
  examples: [
    {
      inputs: [
        [4, 4, 8],
        [4, 4, 8],
      ],
      output: [4, 4, 8],
      keras: 'keras.layers.Minimum()',
      pytorch: null,
    },
    { inputs: [[8], [4, 4, 8], [1, 1, 8]], output: [4, 4, 8], keras: 'keras.layers.Minimum()' },
    // A single branch is what is left where the others are muted.
    { inputs: [[5, 6]], output: [5, 6] },
  ],
});
