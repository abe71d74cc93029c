import { tanh as tanhOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)`. */
export const tanh = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'tanh',
  label: { en: 'Tanh', 'zh-Hant': 'Tanh' },
  summary: {
    en: 'Squeezes every value into −1 to 1, around zero. The usual choice of the first convolutional networks.',
    'zh-Hant': '把每個數值壓縮到 −1 與 1 之間，並以 0 為中心。早期卷積網路的常用選擇。',
  },
  reference: {
    title: 'LeCun, Bottou, Orr, Müller: Efficient BackProp (1998), section 4.4',
    url: 'https://doi.org/10.1007/3-540-49430-8_2',
  },
  formula: () => '(1 − exp(−2·x)) / (1 + exp(−2·x))',
  slope: () => ['1 − f(x)²'],
  lower: ({ graph }, _parameters, x) => tanhOp(graph, x),
  effect: limitsTo(-1, 1),
  keras: () => 'keras.layers.Activation("tanh")',
  pytorch: () => 'nn.Tanh()',
});
