import { selu as seluOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { limitsTo } from './value-effect';

/** `λ x` for positive x, `λ α (eˣ − 1)` otherwise, with λ = 1.0507 and α = 1.6733. */
export const selu = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'selu',
  label: { en: 'SELU', 'zh-Hant': 'SELU' },
  summary: {
    en: 'ELU with two fixed constants under which activations keep mean 0 and variance 1 from layer to layer.',
    'zh-Hant': '帶有兩個固定常數的 ELU，讓各層的輸出自動維持平均 0、變異數 1。',
  },
  reference: {
    title: 'Klambauer, Unterthiner, Mayr, Hochreiter: Self-Normalizing Neural Networks (2017)',
    url: 'https://arxiv.org/abs/1706.02515',
  },
  formula: () => '1.0507·max(0, x) + 1.7581·min(0, exp(x) − 1)',
  slope: () => ['1.0507 (x > 0)', '1.7581·exp(x) (x ≤ 0)'],
  lower: ({ graph }, _parameters, x) => seluOp(graph, x),
  effect: limitsTo(-1.76, Number.POSITIVE_INFINITY),
  keras: () => 'keras.layers.Activation("selu")',
  pytorch: () => 'nn.SELU()',
});
