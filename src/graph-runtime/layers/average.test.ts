import { checkMerge } from '../testing/merge-check';
import { average } from './average';
import { checkLayer } from '../testing/layer-check';

checkLayer(average, {
  ...checkMerge('merge_average', (a, ...others) => {
    const [b = a, c] = others;
    return c === undefined ? (a + b) / 2 : (a + b + c) / 3;
  }),
  examples: [
    {
      inputs: [
        [4, 4, 8],
        [4, 4, 8],
      ],
      output: [4, 4, 8],
      keras: 'keras.layers.Average()',
      pytorch: null,
    },
    { inputs: [[8], [4, 4, 8], [1, 1, 8]], output: [4, 4, 8], keras: 'keras.layers.Average()' },
    // A single branch is what is left where the others are muted.
    { inputs: [[5, 6]], output: [5, 6] },
  ],
});
