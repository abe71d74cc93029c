import { checkLayer } from '../testing/layer-check';
import { matMul } from './mat-mul';

checkLayer(matMul, {
  examples: [
    {
      inputs: [
        [3, 4],
        [4, 5],
      ],
      output: [3, 5],
      multiplyAccumulates: 60,
      description: 'A · B',
      keras: null,
      pytorch: null,
    },
    {
      parameters: { transpose: true, scale: true },
      inputs: [
        [49, 64],
        [16, 64],
      ],
      output: [49, 16],
      multiplyAccumulates: 49 * 64 * 16,
      description: 'A · Bᵀ / √k',
    },
  ],
  refusals: [
    {
      inputs: [
        [3, 4],
        [5, 4],
      ],
      diagnostic: {
        code: 'product-size-mismatch',
        port: 'b',
        expected: '4',
        received: '5',
        repairs: [{ kind: 'set-parameter', parameter: 'transpose', value: true }],
      },
    },
    {
      parameters: { transpose: true },
      inputs: [
        [3, 4],
        [5, 6],
      ],
      diagnostic: { code: 'product-size-mismatch', repairs: [] },
    },
    { inputs: [[8], [3, 4]], diagnostic: { code: 'positions-expected', port: 'a' } },
  ],
  references: [
    { name: 'matmul' },
    { name: 'matmul_transposed_scaled', parameters: { transpose: true, scale: true } },
  ],
});
