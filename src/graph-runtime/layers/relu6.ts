import { relu6 as relu6Op } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { cutsTo } from './value-effect';

/** `min(max(x, 0), 6)`. */
export const relu6 = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'relu6',
  label: { en: 'ReLU6', 'zh-Hant': 'ReLU6' },
  summary: {
    en: 'ReLU that stops at 6: its values suit low-precision formats, which is why MobileNet uses it.',
    'zh-Hant': '上限為 6 的 ReLU：數值容易用低精度格式表示，因此 MobileNet 採用它。',
  },
  reference: {
    title:
      'Howard et al.: MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications (2017)',
    url: 'https://arxiv.org/abs/1704.04861',
  },
  formula: () => 'min(max(0, x), 6)',
  slope: () => ['0 (x ≤ 0)', '1 (0 < x < 6)', '0 (x ≥ 6)'],
  lower: ({ graph }, _parameters, x) => relu6Op(graph, x),
  effect: cutsTo(0, 6),
  keras: () => 'keras.layers.Activation("relu6")',
  pytorch: () => 'nn.ReLU6()',
});
