import { scalar } from '../ops/constant';
import { add, multiply, reciprocalSquareRoot, square, subtract } from '../ops/elementwise';
import { biasAdd } from '../ops/matmul';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import { channelsOf, epsilonParameter, scaleAndShiftWeights } from './normalization';
import { pythonCall, unlessDefault } from './python';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { reachesItself } from './reach';

type LayerNormalizationParameters = {
  readonly epsilon: number;
};

/**
 * `y = γ (x − μ) / √(σ² + ε) + β` with μ and σ² (divided by the number of channels) over the channels at each position of each
 * example; γ and β per channel.
 */
export const layerNormalization: LayerDefinition<LayerNormalizationParameters> = {
  type: 'layerNormalization',
  version: 1,
  otherNames: {
    types: ['LayerNorm', 'LN'],
    parameters: { eps: 'epsilon', normalized_shape: null },
  },
  label: { en: 'Layer normalization', 'zh-Hant': '層正規化' },
  category: 'normalization',
  summary: {
    en: 'Normalizes the channels at each position to mean 0 and variance 1. The same in training and evaluation, for any batch size.',
    'zh-Hant': '讓每個位置上的各通道平均為 0、變異數為 1。訓練與評估時做法相同，不受批次大小影響。',
  },
  reference: {
    title: 'Ba, Kiros, Hinton: Layer Normalization (2016)',
    url: 'https://arxiv.org/abs/1607.06450',
  },
  parameters: { epsilon: epsilonParameter },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: (_parameters, inputs) => scaleAndShiftWeights(firstShape(inputs)),
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  normalizedCount: (_parameters, inputs) => channelsOf(firstShape(inputs)),
  explain: (_parameters, inputs) => [explainParameters([[2, channelsOf(firstShape(inputs))]])],
  lower: (context, { epsilon }, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const scaled = multiply(graph, standardize(graph, x, epsilon), context.weight('gamma'));
      return biasAdd(graph, scaled, context.weight('beta'));
    }),
  code: {
    keras: ({ epsilon }) =>
      pythonCall('keras.layers.LayerNormalization', [], { epsilon: unlessDefault(epsilon, 1e-3) }),
    // PyTorch normalizes the last axes, and has channels first: the same only for vectors.
    pytorch: ({ epsilon }, inputs) => {
      const [features, ...others] = firstShape(inputs);
      if (features === undefined || others.length > 0) return null;
      return pythonCall('nn.LayerNorm', [features], { eps: unlessDefault(epsilon, 1e-5) });
    },
  },
};

/** Mean 0 and variance 1 along the last axis. */
function standardize(graph: OpGraph, x: Value, epsilon: number): Value {
  const channels = [x.shape.length - 1];
  const centered = subtract(graph, x, mean(graph, x, channels, { keepDims: true }));
  const variance = mean(graph, square(graph, centered), channels, { keepDims: true });
  const deviation = reciprocalSquareRoot(graph, add(graph, variance, scalar(graph, epsilon)));
  return multiply(graph, centered, deviation);
}
