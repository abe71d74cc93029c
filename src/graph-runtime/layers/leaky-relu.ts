import { leakyRelu as leakyReluOp } from '../ops/activations';
import { defineActivation } from './activation';
import { shortFact } from './short-form';
import { cutsTo, keepsValues } from './value-effect';

type LeakyReluParameters = {
  readonly negativeSlope: number;
};

/** `x` for positive x, `negativeSlope · x` otherwise. */
export const leakyRelu = defineActivation<LeakyReluParameters>({
  type: 'leakyRelu',
  otherNames: {
    types: ['LReLU'],
    parameters: { alpha: 'negativeSlope', slope: 'negativeSlope' },
  },
  label: { en: 'Leaky ReLU', 'zh-Hant': 'Leaky ReLU' },
  summary: {
    en: 'ReLU that lets a little of the negative values through, so that no unit stops learning for good.',
    'zh-Hant': '讓負值也能通過一小部分的 ReLU，使單元不會永遠沒有反應。',
  },
  reference: {
    title: 'Maas, Hannun, Ng: Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013)',
    url: 'https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf',
  },
  parameters: {
    negativeSlope: {
      kind: 'number',
      label: { en: 'Negative slope', 'zh-Hant': '負值斜率' },
      help: { en: 'Slope for negative values.', 'zh-Hant': '負值部分的斜率。' },
      default: 0.01,
      minimum: 0,
      maximum: 1,
      step: 0.01,
    },
  },
  describe: ({ negativeSlope }, language) => shortFact('slope', negativeSlope, language),
  formula: ({ negativeSlope }) => `max(0, x) + ${negativeSlope}·min(0, x)`,
  slope: ({ negativeSlope }) => ['1 (x > 0)', `${negativeSlope} (x ≤ 0)`],
  lower: ({ graph }, { negativeSlope }, x) => leakyReluOp(graph, x, negativeSlope),
  // Any slope but zero leaves scores free: as far as a loss is concerned, they pass.
  effect: ({ negativeSlope }) =>
    negativeSlope === 0 ? cutsTo(0, Number.POSITIVE_INFINITY)() : keepsValues(),
  keras: ({ negativeSlope }) => `keras.layers.LeakyReLU(negative_slope=${negativeSlope})`,
  pytorch: ({ negativeSlope }) => `nn.LeakyReLU(${negativeSlope})`,
});
