import { multiply } from '../ops/elementwise';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import { channelsOf, channelWeight } from './normalization';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

type LayerScaleParameters = {
  readonly initial: number;
};

/** `y = γ x` with one learned γ a channel, which starts near 0: a residual branch then begins as hardly more than its shortcut. */
export const layerScale: LayerDefinition<LayerScaleParameters> = {
  type: 'layerScale',
  version: 1,
  otherNames: {
    types: ['CNBlockScale'],
    parameters: { init_values: 'initial', layer_scale: 'initial', layer_scale_init_value: 'initial' },
  },
  label: { en: 'Layer scale', 'zh-Hant': '層縮放' },
  category: 'normalization',
  summary: {
    en: 'Multiplies each channel by a learned factor that starts near 0. Put at the end of residual branches, it lets deep networks start gently (ConvNeXt).',
    'zh-Hant':
      '把每個通道乘上從接近 0 開始學習的係數。放在殘差分支末端，可讓很深的網路平穩地開始學習（ConvNeXt）。',
  },
  reference: {
    title: 'Touvron, Cord, Sablayrolles, Synnaeve, Jégou: Going deeper with Image Transformers (2021)',
    url: 'https://arxiv.org/abs/2103.17239',
  },
  parameters: {
    initial: {
      kind: 'number',
      label: { en: 'Initial value', 'zh-Hant': '初始值' },
      help: { en: 'What every factor starts as.', 'zh-Hant': '每個係數開始時的值。' },
      default: 1e-6,
      minimum: 0,
      maximum: 100,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ initial }) => `${initial}`,
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: ({ initial }, inputs) => [channelWeight('gamma', firstShape(inputs), initial)],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  explain: (_parameters, inputs) => [explainParameters([[channelsOf(firstShape(inputs))]])],
  lower: (context, _parameters, inputs) =>
    inputs.map((x) => multiply(context.graph, x, context.weight('gamma'))),
  code: { keras: () => null, pytorch: () => null },
};
