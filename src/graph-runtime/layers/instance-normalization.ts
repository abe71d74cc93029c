import { scalar } from '../ops/constant';
import { add, multiply, reciprocalSquareRoot, square, subtract } from '../ops/elementwise';
import { biasAdd } from '../ops/matmul';
import { mean } from '../ops/reductions';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import { channelsOf, epsilonParameter, scaleAndShiftWeights } from './normalization';
import { pythonCall, unlessDefault } from './python';
import { firstShape, imageOf, inferImage, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

type InstanceNormalizationParameters = {
  readonly epsilon: number;
  readonly isAffine: boolean;
};

/** `y = γ (x − μ) / √(σ² + ε) + β` with μ and σ² over height and width, for each channel of each example; γ and β per channel. */
export const instanceNormalization: LayerDefinition<InstanceNormalizationParameters> = {
  type: 'instanceNormalization',
  version: 1,
  otherNames: {
    types: ['InstanceNorm', 'InstanceNorm2d', 'LazyInstanceNorm2d'],
    parameters: { eps: 'epsilon', affine: 'isAffine', num_features: null },
  },
  label: { en: 'Instance normalization', 'zh-Hant': '實例正規化' },
  category: 'normalization',
  summary: {
    en: 'Normalizes each channel of each image by itself, which removes its contrast: style transfer and image-to-image networks use it.',
    'zh-Hant': '讓每張影像的每個通道各自正規化，去除對比的差異：風格轉換與影像轉影像的網路常用。',
  },
  reference: {
    title: 'Ulyanov, Vedaldi, Lempitsky: Instance Normalization (2016)',
    url: 'https://arxiv.org/abs/1607.08022',
  },
  parameters: {
    isAffine: {
      kind: 'boolean',
      label: { en: 'Learned scale and shift', 'zh-Hant': '學習縮放與平移' },
      help: { en: 'One of each for every channel.', 'zh-Hant': '每個通道各一個。' },
      default: true,
    },
    epsilon: epsilonParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferImage(inputs, inferred),
  weights: ({ isAffine }, inputs) => (isAffine ? scaleAndShiftWeights(firstShape(inputs)) : []),
  multiplyAccumulates: () => 0,
  normalizedCount(_parameters, inputs) {
    const [height, width] = imageOf(inputs);
    return height * width;
  },
  explain: ({ isAffine }, inputs) =>
    isAffine ? [explainParameters([[2, channelsOf(firstShape(inputs))]])] : [],
  lower: (context, { epsilon, isAffine }, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const centered = subtract(graph, x, mean(graph, x, [1, 2], { keepDims: true }));
      const variance = mean(graph, square(graph, centered), [1, 2], { keepDims: true });
      const deviation = reciprocalSquareRoot(graph, add(graph, variance, scalar(graph, epsilon)));
      if (!isAffine) return multiply(graph, centered, deviation);
      const factor = multiply(graph, deviation, context.weight('gamma'));
      return biasAdd(graph, multiply(graph, centered, factor), context.weight('beta'));
    }),
  code: {
    // As many groups as channels.
    keras: ({ epsilon, isAffine }) =>
      pythonCall('keras.layers.GroupNormalization', [], {
        groups: -1,
        epsilon: unlessDefault(epsilon, 1e-3),
        center: isAffine ? null : 'False',
        scale: isAffine ? null : 'False',
      }),
    pytorch: ({ epsilon, isAffine }, inputs) =>
      pythonCall('nn.InstanceNorm2d', [channelsOf(firstShape(inputs))], {
        eps: unlessDefault(epsilon, 1e-5),
        affine: isAffine ? 'True' : null,
      }),
  },
};
