import { checkLayer } from '../testing/layer-check';
import { type Conversion, denseKernel, unchanged } from '../testing/layout';
import { multiHeadAttention } from './multi-head-attention';

/** One of the three equal parts that PyTorch keeps in one tensor. */
const part =
  (index: number, convert: Conversion): Conversion =>
  ({ shape: [all = 0, ...rest], values }) => {
    const count = values.length / 3;
    return convert({ shape: [all / 3, ...rest], values: values.slice(index * count, (index + 1) * count) });
  };

const packed = () => ({
  queryKernel: ['attention.in_proj_weight', part(0, denseKernel)] as const,
  keyKernel: ['attention.in_proj_weight', part(1, denseKernel)] as const,
  valueKernel: ['attention.in_proj_weight', part(2, denseKernel)] as const,
  outputKernel: ['attention.out_proj.weight', denseKernel] as const,
  queryBias: ['attention.in_proj_bias', part(0, unchanged)] as const,
  keyBias: ['attention.in_proj_bias', part(1, unchanged)] as const,
  valueBias: ['attention.in_proj_bias', part(2, unchanged)] as const,
  outputBias: ['attention.out_proj.bias', unchanged] as const,
});

checkLayer(multiHeadAttention, {
  examples: [
    {
      // A layer of ViT-Tiny.
      parameters: { heads: 3 },
      inputs: [[197, 192]],
      output: [197, 192],
      trainable: 4 * (192 * 192 + 192),
      multiplyAccumulates: 4 * 197 * 192 * 192 + 2 * 197 * 197 * 192,
      description: 'heads 3',
      explanation: [
        '2 · 192 · 192 + 2 · 192 · 192 + 4 · 192 = 148,224',
        '2 · 197 · 192 · 192 + 2 · 197 · 192 · 192 + 2 · 197 · 197 · 192 = 43,951,488',
      ],
    },
    {
      parameters: { heads: 2, useBias: false },
      inputs: [
        [3, 8],
        [5, 6],
      ],
      output: [3, 8],
      trainable: 2 * 64 + 2 * 48,
      multiplyAccumulates: 2 * 3 * 64 + 2 * 5 * 48 + 2 * 3 * 5 * 8,
    },
  ],
  refusals: [
    { inputs: [[7, 7, 64]], diagnostic: { code: 'positions-expected', received: '7 × 7 × 64' } },
    {
      inputs: [
        [3, 8],
        [3, 8],
        [3, 8],
      ],
      diagnostic: { code: 'too-many-inputs', received: '3' },
    },
    {
      parameters: { heads: 5 },
      inputs: [[3, 8]],
      diagnostic: { code: 'groups-do-not-divide-input', parameter: 'heads', repairs: [{ value: 4 }] },
    },
  ],
  references: [
    { name: 'attention_self', parameters: { heads: 2 }, weights: packed(), withoutGradient: ['keyBias'] },
    { name: 'attention_cross', parameters: { heads: 4 }, weights: packed(), withoutGradient: ['keyBias'] },
    {
      name: 'attention_cross_sizes',
      parameters: { heads: 2, useBias: false },
      weights: {
        queryKernel: ['attention.q_proj_weight', denseKernel],
        keyKernel: ['attention.k_proj_weight', denseKernel],
        valueKernel: ['attention.v_proj_weight', denseKernel],
        outputKernel: ['attention.out_proj.weight', denseKernel],
      },
    },
  ],
});
