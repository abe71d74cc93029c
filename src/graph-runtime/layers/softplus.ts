import { softplus as softplusOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `log(1 + eˣ)`. */
export const softplus = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'softplus',
  label: { en: 'Softplus', 'zh-Hant': 'Softplus' },
  summary: {
    en: 'A smooth ReLU that is always positive.',
    'zh-Hant': '平滑且輸出恆為正的 ReLU。',
  },
  reference: {
    title:
      'Dugas, Bengio, Bélisle, Nadeau, Garcia: Incorporating Second-Order Functional Knowledge for Better Option Pricing (2000)',
    url: 'https://papers.nips.cc/paper/1920-incorporating-second-order-functional-knowledge-for-better-option-pricing',
  },
  formula: () => 'log(1 + exp(x))',
  slope: () => ['1 / (1 + exp(−x))'],
  lower: ({ graph }, _parameters, x) => softplusOp(graph, x),
  effect: limitsTo(0, Number.POSITIVE_INFINITY),
  keras: () => 'keras.layers.Activation("softplus")',
  pytorch: () => 'nn.Softplus()',
});
