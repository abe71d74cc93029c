import { alongLast } from '../testing/along-last';
import type { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { dot } from './dot';

const product = (pairs: readonly (readonly [number, number])[]) =>
  pairs.reduce((total, [one, other]) => total + one * other, 0);
const length = (values: readonly number[]) =>
  Math.sqrt(values.reduce((total, value) => total + value ** 2, 0));

checkLayer(dot, {
  examples: [
    { inputs: [[8], [8]], output: [1], multiplyAccumulates: 8, keras: null, pytorch: null },
    {
      inputs: [
        [4, 5, 8],
        [4, 5, 8],
      ],
      output: [4, 5, 1],
      multiplyAccumulates: 160,
    },
  ],
  refusals: [
    { inputs: [[8]], diagnostic: { code: 'two-inputs-expected', received: '1' } },
    { inputs: [[8], [8], [8]], diagnostic: { code: 'two-inputs-expected', received: '3' } },
    { inputs: [[8], [9]], diagnostic: { code: 'merge-shape-mismatch', received: '9' } },
  ],
  references: [{ name: 'dot' }, { name: 'cosine_similarity', parameters: { normalize: true } }],
  computations: [
    {
      name: 'adds up the products',
      inputs: [
        [3, 5],
        [3, 5],
      ],
      compute: ([a, b]) => alongLast(a as DoubleTensor, b as DoubleTensor, product),
    },
    {
      name: 'normalized, is the cosine',
      parameters: { normalize: true },
      inputs: [
        [2, 3, 4],
        [2, 3, 4],
      ],
      compute: ([a, b]) =>
        alongLast(
          a as DoubleTensor,
          b as DoubleTensor,
          (pairs) =>
            product(pairs) / (length(pairs.map(([one]) => one)) * length(pairs.map(([, other]) => other))),
        ),
    },
  ],
});
