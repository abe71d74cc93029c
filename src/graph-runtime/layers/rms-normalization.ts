import { scalar } from '../ops/constant';
import { add, multiply, reciprocalSquareRoot, square } from '../ops/elementwise';
import { mean } from '../ops/reductions';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import { channelsOf, channelWeight, epsilonParameter } from './normalization';
import { pythonCall, unlessDefault } from './python';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

type RmsNormalizationParameters = {
  readonly epsilon: number;
};

/** `y = γ x / √(mean of x² + ε)` over the channels at each position of each example; γ per channel. */
export const rmsNormalization: LayerDefinition<RmsNormalizationParameters> = {
  type: 'rmsNormalization',
  version: 1,
  otherNames: { types: ['RMSNorm'], parameters: { eps: 'epsilon', normalized_shape: null } },
  label: { en: 'RMS normalization', 'zh-Hant': 'RMS 正規化' },
  category: 'normalization',
  summary: {
    en: 'Divides the channels at each position by their root mean square: layer normalization without subtracting the mean, as large language models use it.',
    'zh-Hant': '把每個位置的各通道除以其均方根：不減去平均的層正規化，大型語言模型常用。',
  },
  reference: {
    title: 'Zhang, Sennrich: Root Mean Square Layer Normalization (2019)',
    url: 'https://arxiv.org/abs/1910.07467',
  },
  parameters: { epsilon: epsilonParameter },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: (_parameters, inputs) => [channelWeight('gamma', firstShape(inputs), 1)],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  normalizedCount: (_parameters, inputs) => channelsOf(firstShape(inputs)),
  explain: (_parameters, inputs) => [explainParameters([[channelsOf(firstShape(inputs))]])],
  lower: (context, { epsilon }, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const meanSquare = mean(graph, square(graph, x), [x.shape.length - 1], { keepDims: true });
      const factor = reciprocalSquareRoot(graph, add(graph, meanSquare, scalar(graph, epsilon)));
      return multiply(graph, multiply(graph, x, factor), context.weight('gamma'));
    }),
  code: {
    keras: ({ epsilon }) =>
      pythonCall('keras.layers.RMSNormalization', [], { epsilon: unlessDefault(epsilon, 1e-6) }),
    // PyTorch normalizes the last axis, which are the channels only where there is no image.
    pytorch: ({ epsilon }, inputs) => {
      const shape = firstShape(inputs);
      return shape.length === 3 ? null : pythonCall('nn.RMSNorm', [channelsOf(shape)], { eps: epsilon });
    },
  },
};
