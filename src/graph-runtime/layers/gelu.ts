import { erf } from '../ops/activations';
import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `x · Φ(x) = x (1 + erf(x / √2)) / 2`, exactly, without the tanh approximation. */
export const gelu = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'gelu',
  label: { en: 'GELU', 'zh-Hant': 'GELU' },
  summary: {
    en: 'Weighs each value by how likely a normal random number is smaller: a smooth relative of ReLU, common in transformers.',
    'zh-Hant': '以「常態隨機數小於該值的機率」為權重乘上該值：平滑版的 ReLU，常見於 Transformer。',
  },
  reference: {
    title: 'Hendrycks, Gimpel: Gaussian Error Linear Units (2016)',
    url: 'https://arxiv.org/abs/1606.08415',
  },
  formula: () => 'x·(1 + erf(x / √2)) / 2',
  slope: () => ['(1 + erf(x / √2)) / 2 + x·exp(−x² / 2) / √(2·π)'],
  lower: ({ graph }, _parameters, x) => {
    const error = erf(graph, multiply(graph, x, scalar(graph, Math.SQRT1_2)));
    const half = multiply(graph, x, scalar(graph, 0.5));
    return multiply(graph, half, add(graph, error, scalar(graph, 1)));
  },
  effect: limitsTo(-0.17, Number.POSITIVE_INFINITY),
  keras: () => 'keras.layers.Activation("gelu")',
  pytorch: () => 'nn.GELU()',
});
