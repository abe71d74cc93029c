import { relu6 } from '../ops/activations';
import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { cutsTo } from './value-effect';

/** `x · min(max(x + 3, 0), 6) / 6`. */
export const hardSwish = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'hardSwish',
  otherNames: {
    types: ['HardSiLU', 'hSwish'],
  },
  label: { en: 'Hard swish', 'zh-Hant': 'Hard swish' },
  summary: {
    en: 'SiLU made of straight lines: nearly the same curve at a fraction of the cost, designed for MobileNet V3.',
    'zh-Hant': '以直線段近似的 SiLU：曲線幾乎相同而計算量小得多，為 MobileNet V3 所設計。',
  },
  reference: {
    title: 'Howard et al.: Searching for MobileNetV3 (2019), section 5.2',
    url: 'https://arxiv.org/abs/1905.02244',
  },
  formula: () => 'x·min(max(0, x + 3), 6) / 6',
  slope: () => ['0 (x ≤ −3)', '(2·x + 3) / 6 (−3 < x < 3)', '1 (x ≥ 3)'],
  lower: ({ graph }, _parameters, x) => {
    const gate = relu6(graph, add(graph, x, scalar(graph, 3)));
    return multiply(graph, multiply(graph, x, scalar(graph, 1 / 6)), gate);
  },
  effect: cutsTo(-0.375, Number.POSITIVE_INFINITY),
  keras: () => 'keras.layers.Activation("hard_swish")',
  pytorch: () => 'nn.Hardswish()',
});
