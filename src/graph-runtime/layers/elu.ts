import { elu as eluOp, leakyRelu } from '../ops/activations';
import { defineActivation } from './activation';
import type { ValueEffect } from './value-effect';

type EluParameters = {
  readonly alpha: number;
};

/** `2·x`, and `x` for a factor of 1. */
function times(factor: number, of: string): string {
  return factor === 1 ? of : `${factor}·${of}`;
}

/** `x` for positive x, `alpha · (eˣ − 1)` otherwise. */
export const elu = defineActivation<EluParameters>({
  type: 'elu',
  label: { en: 'ELU', 'zh-Hant': 'ELU' },
  summary: {
    en: 'Like ReLU for positive values; negative ones bend smoothly toward −α, which keeps the mean near zero.',
    'zh-Hant': '正值與 ReLU 相同；負值平滑地趨近 −α，使平均值接近 0。',
  },
  reference: {
    title:
      'Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units (2015)',
    url: 'https://arxiv.org/abs/1511.07289',
  },
  parameters: {
    alpha: {
      kind: 'number',
      label: { en: 'Alpha', 'zh-Hant': 'α' },
      help: { en: 'Negative values approach minus this.', 'zh-Hant': '負值會趨近於負的這個數。' },
      default: 1,
      minimum: 0,
      maximum: 10,
      step: 0.1,
    },
  },
  describe: ({ alpha }) => (alpha === 1 ? '' : `α ${alpha}`),
  formula: ({ alpha }) => `max(0, x) + ${times(alpha, 'min(0, exp(x) − 1)')}`,
  slope: ({ alpha }) => ['1 (x > 0)', `${times(alpha, 'exp(x)')} (x ≤ 0)`],
  lower: ({ graph }, { alpha }, x) => {
    const unit = eluOp(graph, x);
    // The native op has alpha = 1. What it outputs has the sign of x, so another alpha is a slope for the negative side.
    return alpha === 1 ? unit : leakyRelu(graph, unit, alpha);
  },
  effect: ({ alpha }): ValueEffect => ({
    kind: 'limits',
    low: -alpha,
    high: Number.POSITIVE_INFINITY,
    losesGradient: alpha === 0,
  }),
  keras: ({ alpha }) => (alpha === 1 ? 'keras.layers.ELU()' : `keras.layers.ELU(alpha=${alpha})`),
  pytorch: ({ alpha }) => (alpha === 1 ? 'nn.ELU()' : `nn.ELU(alpha=${alpha})`),
});
