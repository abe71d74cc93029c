import { elu } from '../ops/activations';
import { scalar } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import { defineActivation } from './activation';
import { limitsTo } from './value-effect';

type CeluParameters = {
  readonly alpha: number;
};

/** `x` for positive x, `alpha · (exp(x / alpha) − 1)` otherwise: an ELU whose slope is 1 at 0 for any alpha. */
export const celu = defineActivation<CeluParameters>({
  type: 'celu',
  label: { en: 'CELU', 'zh-Hant': 'CELU' },
  summary: {
    en: 'ELU that stays smooth at 0 for any α: negative values bend toward −α without a kink.',
    'zh-Hant': '不論 α 為何，在 0 處都保持平滑的 ELU：負值趨近 −α 而不會出現折角。',
  },
  reference: {
    title: 'Barron: Continuously Differentiable Exponential Linear Units (2017)',
    url: 'https://arxiv.org/abs/1704.07483',
  },
  parameters: {
    alpha: {
      kind: 'number',
      label: { en: 'Alpha', 'zh-Hant': 'α' },
      help: { en: 'Negative values approach minus this.', 'zh-Hant': '負值會趨近於負的這個數。' },
      default: 1,
      minimum: 0.01,
      maximum: 10,
      step: 0.1,
    },
  },
  describe: ({ alpha }) => (alpha === 1 ? '' : `α ${alpha}`),
  formula: ({ alpha }) => `max(0, x) + min(0, ${alpha}·(exp(x / ${alpha}) − 1))`,
  slope: ({ alpha }) => ['1 (x > 0)', `exp(x / ${alpha}) (x ≤ 0)`],
  // Nothing but an ELU of x / alpha, times alpha: what is positive is the same again.
  lower: ({ graph }, { alpha }, x) => {
    if (alpha === 1) return elu(graph, x);
    return multiply(graph, elu(graph, multiply(graph, x, scalar(graph, 1 / alpha))), scalar(graph, alpha));
  },
  effect: ({ alpha }) => limitsTo(-alpha, Number.POSITIVE_INFINITY)(),
  keras: ({ alpha }) =>
    alpha === 1
      ? 'keras.layers.Activation("celu")'
      : `keras.layers.Lambda(lambda x: keras.ops.celu(x, alpha=${alpha}))`,
  pytorch: ({ alpha }) => (alpha === 1 ? 'nn.CELU()' : `nn.CELU(alpha=${alpha})`),
});
