import { sigmoid } from '../ops/activations';
import { multiply } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `x / (1 + e⁻ˣ)`. */
export const silu = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'silu',
  otherNames: {
    types: ['swish'],
  },
  label: { en: 'SiLU (Swish)', 'zh-Hant': 'SiLU（Swish）' },
  summary: {
    en: 'Each value times its own sigmoid: smooth, and slightly negative for small negative values.',
    'zh-Hant': '每個數值乘上自己的 sigmoid：曲線平滑，小的負值會得到略小於 0 的結果。',
  },
  reference: {
    title: 'Ramachandran, Zoph, Le: Searching for Activation Functions (2017)',
    url: 'https://arxiv.org/abs/1710.05941',
  },
  formula: () => 'x / (1 + exp(−x))',
  slope: () => ['σ(x)·(1 + x·(1 − σ(x)))'],
  lower: ({ graph }, _parameters, x) => multiply(graph, x, sigmoid(graph, x)),
  effect: limitsTo(-0.28, Number.POSITIVE_INFINITY),
  keras: () => 'keras.layers.Activation("silu")',
  pytorch: () => 'nn.SiLU()',
});
