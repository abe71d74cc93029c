import type { ParameterValue } from '../document/document';
import { batchNormInference, batchNormTrain } from '../ops/normalization';
import type { Value } from '../ops/op-graph';
import { explainParameters } from './formula';
import type { LayerDefinition, LoweringContext } from './layer';
import { channelsOf, channelWeight, epsilonParameter } from './normalization';
import { pythonBoolean, pythonCall, unlessDefault } from './python';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { elementCount } from './tensor-type';
import { reachesItself } from './reach';
import { asImage, normalizationWeights, normalizeTogether } from './batch-statistics';

export type BatchNormalizationParameters = {
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  readonly zeroGamma: boolean;
};

/**
 * `y = γ (x − μ) / √(σ² + ε) + β` per channel. In training μ and σ² are those of the batch; running means of them,
 * `running = momentum · running + (1 − momentum) · batch`, serve afterwards, and in training too where the node
 * is frozen. The running variance is the unbiased one.
 */
export const batchNormalization: LayerDefinition<BatchNormalizationParameters> = {
  type: 'batchNormalization',
  version: 1,
  otherNames: {
    types: [
      'BatchNorm2d',
      'BatchNorm1d',
      'BatchNorm',
      'BN',
      'SyncBatchNorm',
      'LazyBatchNorm1d',
      'LazyBatchNorm2d',
    ],
    parameters: { eps: 'epsilon', num_features: null, num_channels: null },
    // PyTorch's momentum is the share of the new statistics, not of the old.
    convert: (type, parameter, value) =>
      /^(lazy|sync)?batchnorm([12]d)?$/.test(type) && type !== 'batchnorm' && parameter === 'momentum'
        ? complement(value)
        : value,
  },
  label: { en: 'Batch normalization', 'zh-Hant': '批次正規化' },
  category: 'normalization',
  summary: {
    en: 'Normalizes each channel to mean 0 and variance 1 over the batch, then applies a learned scale and shift. Deep networks train faster.',
    'zh-Hant':
      '讓每個通道在整個批次上的平均為 0、變異數為 1，再以學到的係數縮放與平移。深層網路因此訓練得更快。',
  },
  reference: {
    title:
      'Ioffe, Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift (2015)',
    url: 'https://arxiv.org/abs/1502.03167',
  },
  parameters: {
    momentum: {
      kind: 'number',
      label: { en: 'Momentum', 'zh-Hant': '動量' },
      help: {
        en: 'Share of the old running statistics kept at each step (Keras’s convention; PyTorch uses 1 minus this).',
        'zh-Hant': '每一步保留舊移動統計量的比例（Keras 的慣例；PyTorch 寫的是 1 減去這個值）。',
      },
      isAdvanced: true,
      default: 0.9,
      minimum: 0,
      maximum: 1,
      step: 0.01,
    },
    epsilon: epsilonParameter,
    center: {
      kind: 'boolean',
      label: { en: 'Learn a shift (β)', 'zh-Hant': '學習位移（β）' },
      isAdvanced: true,
      default: true,
    },
    scale: {
      kind: 'boolean',
      label: { en: 'Learn a scale (γ)', 'zh-Hant': '學習縮放（γ）' },
      isAdvanced: true,
      default: true,
    },
    zeroGamma: {
      kind: 'boolean',
      label: { en: 'Start the scale at 0', 'zh-Hant': '縮放從 0 開始' },
      help: {
        en: 'As the last layer of a residual branch, it then begins as the shortcut alone, which helps deep networks start (Goyal et al. 2017). Usually the scale starts at 1.',
        'zh-Hant':
          '作為殘差分支的最後一層時，一開始便只有捷徑，有助於深層網路起步（論文，2017）。通常從 1 開始。',
      },
      isAdvanced: true,
      default: false,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights({ center, scale, zeroGamma }, inputs) {
    const shape = firstShape(inputs);
    return [
      ...(scale ? [channelWeight('gamma', shape, zeroGamma ? 0 : 1)] : []),
      ...(center ? [channelWeight('beta', shape, 0)] : []),
      channelWeight('movingMean', shape, 0, false),
      channelWeight('movingVariance', shape, 1, false),
    ];
  },
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  normalizedCount: (_parameters, [input], batchSize) =>
    input === undefined ? 0 : (batchSize * elementCount(input)) / channelsOf(input.shape),
  statisticsMomentum: ({ momentum }) => momentum,
  explain({ center, scale }, inputs) {
    const channels = channelsOf(firstShape(inputs));
    const learned = Number(center) + Number(scale);
    return learned === 0 ? [] : [explainParameters([[learned, channels]])];
  },
  lower: (context, parameters, inputs) => inputs.map((x) => normalize(context, parameters, x)),
  lowerTogether: (replicas, parameters, exchange) =>
    replicas.some(({ context }) => context.isFrozen)
      ? replicas.map(({ context, inputs, place }) =>
          place(() => inputs.map((x) => normalize(context, parameters, x))),
        )
      : normalizeTogether(replicas, parameters, exchange),
  code: {
    keras: ({ momentum, epsilon, center, scale, zeroGamma }) =>
      pythonCall('keras.layers.BatchNormalization', [], {
        momentum: unlessDefault(momentum, 0.99),
        epsilon: unlessDefault(epsilon, 1e-3),
        center: center ? null : 'False',
        scale: scale ? null : 'False',
        gamma_initializer: scale && zeroGamma ? '"zeros"' : null,
      }),
    pytorch({ momentum, epsilon, center, scale }, inputs) {
      const shape = firstShape(inputs);
      // PyTorch learns both scale and shift, or neither.
      if (center !== scale || (shape.length !== 1 && shape.length !== 3)) return null;
      return pythonCall(shape.length === 1 ? 'nn.BatchNorm1d' : 'nn.BatchNorm2d', [channelsOf(shape)], {
        momentum: unlessDefault(Number((1 - momentum).toPrecision(6)), 0.1),
        eps: unlessDefault(epsilon, 1e-5),
        affine: scale ? null : pythonBoolean(false),
      });
    },
  },
};

function normalize(context: LoweringContext, parameters: BatchNormalizationParameters, x: Value): Value {
  const { graph, mode, isFrozen } = context;
  const { image, restore } = asImage(graph, x);
  const weights = normalizationWeights(context, parameters, image);
  const options = { epsilon: parameters.epsilon, averageFactor: 1 - parameters.momentum };
  if (mode === 'evaluate' || isFrozen) return restore(batchNormInference(graph, image, weights, options));
  const trained = batchNormTrain(graph, image, weights, options);
  context.updateWeight('movingMean', trained.movingMean);
  context.updateWeight('movingVariance', trained.movingVariance);
  return restore(trained.y);
}

/** `1 − value`, of a number or an expression. */
function complement(value: ParameterValue): ParameterValue {
  // Twelve digits: 1 − 0.1 is 0.9.
  if (typeof value === 'number') return Number((1 - value).toPrecision(12));
  return typeof value === 'string' && value.startsWith('=') ? `=1 - (${value.slice(1)})` : value;
}
