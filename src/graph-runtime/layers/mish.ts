import { softplus, tanh } from '../ops/activations';
import { multiply } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';

/** `x · tanh(log(1 + eˣ))`. */
export const mish = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'mish',
  label: { en: 'Mish', 'zh-Hant': 'Mish' },
  summary: {
    en: 'Smooth like SiLU, with a small dip for negative values; YOLOv4 uses it.',
    'zh-Hant': '與 SiLU 一樣平滑，負值處略微下凹；YOLOv4 使用它。',
  },
  reference: {
    title: 'Misra: Mish: A Self Regularized Non-Monotonic Activation Function (2019)',
    url: 'https://arxiv.org/abs/1908.08681',
  },
  formula: () => 'x·tanh(log(1 + exp(x)))',
  slope: () => ['tanh(log(1 + exp(x))) + x·σ(x)·(1 − tanh(log(1 + exp(x)))²)'],
  lower: ({ graph }, _parameters, x) => multiply(graph, x, tanh(graph, softplus(graph, x))),
  keras: () => 'keras.layers.Activation("mish")',
  pytorch: () => 'nn.Mish()',
});
