import { softmax as softmaxOp } from '../ops/activations';
import { defineActivation, WITHOUT_PARAMETERS } from './activation';
import { channelsOf } from './normalization';
import { pythonCall, pytorchFeatureAxis } from './python';
import { firstShape } from './shape-rules';
import { limitsTo } from './value-effect';

/** `eˣ / Σ eˣ`, the sum over the channels. */
export const softmax = defineActivation({
  ...WITHOUT_PARAMETERS,
  type: 'softmax',
  otherNames: { types: ['Softmax2d'], parameters: { dim: null } },
  label: { en: 'Softmax', 'zh-Hant': 'Softmax' },
  summary: {
    en: 'Turns scores into probabilities that add up to 1 over the channels. Not needed before Output, whose loss contains it.',
    'zh-Hant': '把各通道的分數轉成總和為 1 的機率。輸出層的損失已包含它，因此輸出層之前不需要。',
  },
  reference: {
    title:
      'Bridle: Training Stochastic Model Recognition Algorithms as Networks can Lead to Maximum Mutual Information Estimation of Parameters (1989)',
    url: 'https://papers.nips.cc/paper/195-training-stochastic-model-recognition-algorithms-as-networks-can-lead-to-maximum-mutual-information-estimation-of-parameters',
  },
  formula: () => 'exp(xᵢ) / Σⱼ exp(xⱼ)',
  slope: () => ['fᵢ·(1 − fᵢ) (i = j)', '−fᵢ·fⱼ (i ≠ j)'],
  lower: ({ graph }, _parameters, x) => softmaxOp(graph, x),
  effect: limitsTo(0, 1),
  normalizedCount: (_parameters, inputs) => channelsOf(firstShape(inputs)),
  keras: () => 'keras.layers.Softmax()',
  pytorch: (_parameters, rank) => pythonCall('nn.Softmax', [], { dim: pytorchFeatureAxis(rank) }),
});
