import { relu as reluOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { cutsTo } from './value-effect';

/** `max(x, 0)`. */
export const relu = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'relu',
  label: { en: 'ReLU', 'zh-Hant': 'ReLU' },
  summary: {
    en: 'Passes positive values and turns negative ones into zero. Cheap to compute, and its gradient does not vanish in deep networks.',
    'zh-Hant': '正值照原樣通過，負值變成 0。計算便宜，而且在深層網路中梯度不會逐漸消失。',
  },
  reference: {
    title: 'Nair, Hinton: Rectified Linear Units Improve Restricted Boltzmann Machines (2010)',
    url: 'https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf',
  },
  formula: () => 'max(0, x)',
  slope: () => ['1 (x > 0)', '0 (x ≤ 0)'],
  lower: ({ graph }, _parameters, x) => reluOp(graph, x),
  effect: cutsTo(0, Number.POSITIVE_INFINITY),
  keras: () => 'keras.layers.ReLU()',
  pytorch: () => 'nn.ReLU()',
});
