import { checkMerge } from '../testing/merge-check';
import { maximum } from './maximum';
import { checkLayer } from '../testing/layer-check';

checkLayer(maximum, {
  ...checkMerge('merge_maximum', (a, ...others) => {
    const [b = a, c] = others;
    return c === undefined ? Math.max(a, b) : Math.max(a, b, c);
  }),
  examples: [
    {
      inputs: [
        [4, 4, 8],
        [4, 4, 8],
      ],
      output: [4, 4, 8],
      keras: 'keras.layers.Maximum()',
      pytorch: null,
    },
    { inputs: [[8], [4, 4, 8], [1, 1, 8]], output: [4, 4, 8], keras: 'keras.layers.Maximum()' },
    // A single branch is what is left where the others are muted.
    { inputs: [[5, 6]], output: [5, 6] },
  ],
});
