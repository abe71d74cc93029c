import { scalar } from '../ops/constant';
import { absolute, add, divide } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `x / (1 + |x|)`. */
export const softsign = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'softsign',
  label: { en: 'Softsign', 'zh-Hant': 'Softsign' },
  summary: {
    en: 'Like tanh between −1 and 1, but approaches them slowly, so that large values keep more of their slope.',
    'zh-Hant': '與 tanh 一樣介於 −1 與 1 之間，但接近得較慢，因此大的數值仍保有較多斜率。',
  },
  reference: {
    title: 'Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)',
    url: 'https://proceedings.mlr.press/v9/glorot10a.html',
  },
  formula: () => 'x / (1 + max(x, −x))',
  slope: () => ['1 / (1 + max(x, −x))²'],
  lower: ({ graph }, _parameters, x) => divide(graph, x, add(graph, absolute(graph, x), scalar(graph, 1))),
  effect: limitsTo(-1, 1),
  keras: () => 'keras.layers.Activation("softsign")',
  pytorch: () => 'nn.Softsign()',
});
