import { alongLast } from '../testing/along-last';
import type { DoubleTensor } from '../testing/double-tensor';
import { checkLayer } from '../testing/layer-check';
import { distance } from './distance';

type Pairs = readonly (readonly [number, number])[];

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const squared = (pairs: Pairs) => sumOf(pairs.map(([a, b]) => (a - b) ** 2));
const lengths = (pairs: Pairs) =>
  Math.sqrt(sumOf(pairs.map(([a]) => a ** 2))) * Math.sqrt(sumOf(pairs.map(([, b]) => b ** 2)));
const formulas: Readonly<Record<string, (pairs: Pairs) => number>> = {
  euclidean: (pairs) => Math.sqrt(squared(pairs)),
  squared,
  manhattan: (pairs) => sumOf(pairs.map(([a, b]) => Math.abs(a - b))),
  cosine: (pairs) => 1 - sumOf(pairs.map(([a, b]) => a * b)) / lengths(pairs),
};

checkLayer(distance, {
  examples: [
    { inputs: [[8], [8]], output: [1], description: 'Euclidean (L2)', keras: null, pytorch: null },
    {
      parameters: { measure: 'cosine' },
      inputs: [
        [4, 5, 8],
        [4, 5, 8],
      ],
      output: [4, 5, 1],
    },
  ],
  refusals: [
    { inputs: [[8]], diagnostic: { code: 'two-inputs-expected', received: '1' } },
    {
      inputs: [
        [4, 8],
        [5, 8],
      ],
      diagnostic: { code: 'merge-shape-mismatch', received: '5 × 8' },
    },
  ],
  references: [
    { name: 'distance_euclidean' },
    { name: 'distance_squared', parameters: { measure: 'squared' } },
    { name: 'distance_manhattan', parameters: { measure: 'manhattan' } },
    { name: 'cosine_distance', parameters: { measure: 'cosine' } },
  ],
  computations: Object.entries(formulas).flatMap(([measure, formula]) =>
    [
      [3, 5],
      [2, 2, 3, 4],
    ].map((shape) => ({
      name: `${measure} of ${shape.length - 1} axes`,
      parameters: { measure },
      inputs: [shape, shape],
      compute: ([a, b]: readonly DoubleTensor[]) => alongLast(a as DoubleTensor, b as DoubleTensor, formula),
    })),
  ),
});
