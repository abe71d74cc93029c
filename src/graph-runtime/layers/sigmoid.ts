import { sigmoid as sigmoidOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `1 / (1 + e^−x)`. */
export const sigmoid = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'sigmoid',
  otherNames: {
    types: ['logistic'],
  },
  label: { en: 'Sigmoid', 'zh-Hant': 'Sigmoid' },
  summary: {
    en: 'Squeezes every value into 0 to 1. Far from zero it is nearly flat, so gradients vanish in deep networks.',
    'zh-Hant': '把每個數值壓縮到 0 與 1 之間。離 0 越遠曲線越平，因此在深層網路中梯度容易消失。',
  },
  reference: {
    title: 'Rumelhart, Hinton, Williams: Learning representations by back-propagating errors (1986)',
    url: 'https://doi.org/10.1038/323533a0',
  },
  formula: () => '1 / (1 + exp(−x))',
  slope: () => ['f(x)·(1 − f(x))'],
  lower: ({ graph }, _parameters, x) => sigmoidOp(graph, x),
  effect: limitsTo(0, 1),
  keras: () => 'keras.layers.Activation("sigmoid")',
  pytorch: () => 'nn.Sigmoid()',
});
