import { scalar } from '../ops/constant';
import { add, multiply, reciprocalSquareRoot, square, subtract } from '../ops/elementwise';
import { biasAdd } from '../ops/matmul';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { reshape, tile } from '../ops/shape';
import { channelGroupsDiagnostic } from './channel-groups';
import { explainParameters } from './formula';
import type { LayerDefinition, LoweringContext } from './layer';
import { SIZE_LIMITS } from './limits';
import { channelsOf, epsilonParameter, scaleAndShiftWeights } from './normalization';
import { pythonCall, unlessDefault } from './python';
import { firstShape, inferImage, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortFact } from './short-form';
import { elementCount } from './tensor-type';

type GroupNormalizationParameters = {
  readonly groups: number;
  readonly epsilon: number;
};

/**
 * `y = γ (x − μ) / √(σ² + ε) + β` with μ and σ² over height, width and the channels of a group, for each example; γ and β per
 * channel. One group normalizes all channels together; as many groups as channels is instance normalization.
 */
export const groupNormalization: LayerDefinition<GroupNormalizationParameters> = {
  type: 'groupNormalization',
  version: 1,
  otherNames: {
    types: ['GroupNorm', 'GN'],
    parameters: { eps: 'epsilon', num_groups: 'groups', num_channels: null },
  },
  label: { en: 'Group normalization', 'zh-Hant': '群組正規化' },
  category: 'normalization',
  summary: {
    en: 'Normalizes each group of channels of an example to mean 0 and variance 1. Works with small batches too.',
    'zh-Hant': '讓每個樣本的每組通道平均為 0、變異數為 1。批次很小時也適用。',
  },
  reference: { title: 'Wu, He: Group Normalization (2018)', url: 'https://arxiv.org/abs/1803.08494' },
  parameters: {
    groups: {
      kind: 'integer',
      label: { en: 'Groups', 'zh-Hant': '分組數' },
      help: {
        en: 'Number of groups; must divide the channels.',
        'zh-Hant': '分成幾組；必須能整除通道數。',
      },
      default: 8,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    epsilon: epsilonParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ groups }, language) => shortFact('groups', groups, language),
  infer: ({ groups }, inputs) =>
    inferImage(inputs, (image) => {
      const diagnostic = channelGroupsDiagnostic(groups, image[2]);
      return diagnostic === null ? inferred(image) : refused(diagnostic);
    }),
  weights: (_parameters, inputs) => scaleAndShiftWeights(firstShape(inputs)),
  multiplyAccumulates: () => 0,
  normalizedCount: ({ groups }, [input]) => (input === undefined ? 0 : elementCount(input) / groups),
  explain: (_parameters, inputs) => [explainParameters([[2, channelsOf(firstShape(inputs))]])],
  lower: (context, parameters, inputs) => inputs.map((x) => normalize(context, parameters, x)),
  code: {
    keras: ({ groups, epsilon }) =>
      pythonCall('keras.layers.GroupNormalization', [], {
        groups: unlessDefault(groups, 32),
        epsilon: unlessDefault(epsilon, 1e-3),
      }),
    pytorch: ({ groups, epsilon }, inputs) =>
      pythonCall('nn.GroupNorm', [groups, channelsOf(firstShape(inputs))], {
        eps: unlessDefault(epsilon, 1e-5),
      }),
  },
};

/**
 * Means are taken over height and width first, channel by channel, and then over the few numbers of a group: the large tensor
 * keeps its shape, and each pass over it is a fast one.
 */
function normalize(context: LoweringContext, parameters: GroupNormalizationParameters, x: Value): Value {
  const { graph } = context;
  const { groups, epsilon } = parameters;
  const centered = subtract(graph, x, groupMean(graph, x, groups));
  const variance = groupMean(graph, square(graph, centered), groups);
  const deviation = reciprocalSquareRoot(graph, add(graph, variance, scalar(graph, epsilon)));
  const factor = multiply(graph, deviation, context.weight('gamma'));
  return biasAdd(graph, multiply(graph, centered, factor), context.weight('beta'));
}

/** The mean of each channel's group, `[batch, 1, 1, channels]`. */
function groupMean(graph: OpGraph, x: Value, groups: number): Value {
  const channels = staticSize(x, 3);
  const channelMeans = mean(graph, x, [1, 2], { keepDims: true });
  if (groups === channels) return channelMeans;
  const members = channels / groups;
  const grouped = mean(graph, reshape(graph, channelMeans, [null, groups, members]), [2], { keepDims: true });
  return reshape(graph, tile(graph, grouped, [1, 1, members]), [null, 1, 1, channels]);
}
