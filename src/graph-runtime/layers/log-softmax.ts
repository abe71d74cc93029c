import { logSoftmax as logSoftmaxOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { channelsOf } from './normalization';
import { pythonCall, pytorchFeatureAxis } from './python';
import { firstShape } from './shape-rules';
import { limitsTo } from './value-effect';

/** `x − log Σ eˣ`, the sum over the channels. */
export const logSoftmax = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'logSoftmax',
  label: { en: 'Log-softmax', 'zh-Hant': 'Log-softmax' },
  summary: {
    en: 'The logarithms of the softmax probabilities, computed without overflow.',
    'zh-Hant': 'softmax 機率的對數，計算時不會溢位。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 4.5',
    url: 'https://d2l.ai/chapter_linear-classification/softmax-regression-concise.html',
  },
  formula: () => 'xᵢ − log(Σⱼ exp(xⱼ))',
  slope: () => ['1 − exp(fⱼ) (i = j)', '−exp(fⱼ) (i ≠ j)'],
  lower: ({ graph }, _parameters, x) => logSoftmaxOp(graph, x),
  effect: limitsTo(Number.NEGATIVE_INFINITY, 0),
  normalizedCount: (_parameters, inputs) => channelsOf(firstShape(inputs)),
  keras: () => 'keras.layers.Activation("log_softmax")',
  pytorch: (_parameters, rank) => pythonCall('nn.LogSoftmax', [], { dim: pytorchFeatureAxis(rank) }),
});
