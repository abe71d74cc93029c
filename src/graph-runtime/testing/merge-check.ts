import { DoubleTensor } from './double-tensor';
import type { LayerCheck } from './layer-check';

/** What every layer that joins values of one place is checked for, beside its examples: `reference` is PyTorch's case. */
export function checkMerge(
  reference: string,
  join: (first: number, ...others: number[]) => number,
): Required<Pick<LayerCheck, 'refusals' | 'references' | 'computations'>> {
  return {
    refusals: [
      {
        inputs: [
          [4, 4, 8],
          [4, 4, 6],
        ],
        diagnostic: {
          code: 'merge-shape-mismatch',
          port: 'in',
          expected: '4 × 4 × 8',
          received: '4 × 4 × 6',
          values: { expected: '4 × 4 × 8', received: '4 × 4 × 6', index: 2 },
        },
      },
    ],
    references: [{ name: reference }],
    computations: [
      {
        name: 'one value a channel, and three inputs',
        inputs: [
          [2, 3, 2, 4],
          [2, 1, 1, 4],
          [2, 4],
        ],
        compute: ([a, b, c]) =>
          DoubleTensor.from([2, 3, 2, 4], (n = 0, i = 0, j = 0, k = 0) =>
            join(a?.at(n, i, j, k) ?? 0, b?.at(n, 0, 0, k) ?? 0, c?.at(n, k) ?? 0),
          ),
      },
    ],
  };
}
