import { relu6 } from '../ops/activations';
import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { cutsTo } from './value-effect';

/** `min(max(x + 3, 0), 6) / 6`. */
export const hardSigmoid = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'hardSigmoid',
  otherNames: {
    types: ['hSigmoid'],
  },
  label: { en: 'Hard sigmoid', 'zh-Hant': 'Hard sigmoid' },
  summary: {
    en: 'A sigmoid made of three straight lines: the gate of squeeze and excitation in MobileNet V3.',
    'zh-Hant': '由三段直線構成的 sigmoid：MobileNet V3 的 squeeze-and-excitation 用它當閘門。',
  },
  reference: {
    title: 'Howard et al.: Searching for MobileNetV3 (2019), section 5.2',
    url: 'https://arxiv.org/abs/1905.02244',
  },
  formula: () => 'min(max(0, x + 3), 6) / 6',
  slope: () => ['0 (x ≤ −3)', '1 / 6 (−3 < x < 3)', '0 (x ≥ 3)'],
  lower: ({ graph }, _parameters, x) =>
    multiply(graph, relu6(graph, add(graph, x, scalar(graph, 3))), scalar(graph, 1 / 6)),
  effect: cutsTo(0, 1),
  keras: () => 'keras.layers.Activation("hard_sigmoid")',
  pytorch: () => 'nn.Hardsigmoid()',
});
