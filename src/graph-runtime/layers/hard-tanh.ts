import { relu6 } from '../ops/activations';
import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { cutsTo } from './value-effect';

/** `x` between −1 and 1, the nearer of the two outside. */
export const hardTanh = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'hardTanh',
  label: { en: 'Hard tanh', 'zh-Hant': 'Hard tanh' },
  summary: {
    en: 'Tanh made of three straight lines: values are cut to between −1 and 1.',
    'zh-Hant': '以三段直線構成的 tanh：把數值限制在 −1 與 1 之間。',
  },
  reference: {
    title: 'Collobert: Large Scale Machine Learning (2004)',
    url: 'https://pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html',
  },
  formula: () => 'max(−1, min(1, x))',
  slope: () => ['1 (−1 < x < 1)', '0 (x ≤ −1)', '0 (x ≥ 1)'],
  // ReLU6 cuts at both ends in one op, and so does its gradient.
  lower: ({ graph }, _parameters, x) => {
    const moved = relu6(graph, add(graph, multiply(graph, x, scalar(graph, 3)), scalar(graph, 3)));
    return add(graph, multiply(graph, moved, scalar(graph, 1 / 3)), scalar(graph, -1));
  },
  effect: cutsTo(-1, 1),
  keras: () => 'keras.layers.Activation("hard_tanh")',
  pytorch: () => 'nn.Hardtanh()',
});
