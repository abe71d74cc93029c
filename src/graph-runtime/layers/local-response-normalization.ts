import { localResponseNorm } from '../ops/normalization';
import type { LayerDefinition } from './layer';
import { pythonCall, unlessDefault } from './python';
import { inferImage, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortFact } from './short-form';
import { reachesItself } from './reach';

type LocalResponseNormalizationParameters = {
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
};

/**
 * `y = x / (bias + alpha / size · Σ x²) ^ beta`, the sum over the `size` channels around each one. (Alpha is divided by the
 * size, as PyTorch and Caffe have it; the paper's own alpha is not.)
 */
export const localResponseNormalization: LayerDefinition<LocalResponseNormalizationParameters> = {
  type: 'localResponseNormalization',
  version: 1,
  otherNames: {
    types: ['LocalResponseNorm', 'LRN', 'CrossMapLRN2d'],
    parameters: { k: 'bias' },
  },
  label: { en: 'Local response normalization', 'zh-Hant': '局部響應正規化' },
  category: 'normalization',
  summary: {
    en: 'Strong values dampen the same position in neighboring channels. Used in AlexNet, since replaced by batch normalization.',
    'zh-Hant': '讓強的數值抑制鄰近通道同一位置的數值。AlexNet 採用，後來被批次正規化取代。',
  },
  reference: {
    title:
      'Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks (2012), section 3.3',
    url: 'https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks',
  },
  parameters: {
    size: {
      kind: 'integer',
      label: { en: 'Size', 'zh-Hant': '大小' },
      help: {
        en: 'Number of neighboring channels in the sum, the channel itself included; odd.',
        'zh-Hant': '加總時包含的相鄰通道數（含自己），必須是奇數。',
      },
      default: 5,
      minimum: 1,
      maximum: 1023,
    },
    alpha: {
      kind: 'number',
      label: { en: 'Alpha', 'zh-Hant': 'α' },
      help: { en: 'Strength of the damping.', 'zh-Hant': '抑制的強度。' },
      default: 1e-4,
      minimum: 0,
      maximum: 100,
    },
    beta: {
      kind: 'number',
      label: { en: 'Beta', 'zh-Hant': 'β' },
      help: { en: 'Exponent of the divisor.', 'zh-Hant': '除數的指數。' },
      default: 0.75,
      minimum: 0.01,
      maximum: 10,
      step: 0.05,
    },
    bias: {
      kind: 'number',
      label: { en: 'Bias (k)', 'zh-Hant': '偏移（k）' },
      help: {
        en: 'Added to the sum, so that nothing is divided by zero. The paper uses 2, PyTorch 1.',
        'zh-Hant': '加在總和上以避免除以 0。論文使用 2，PyTorch 使用 1。',
      },
      default: 1,
      minimum: 1e-5,
      maximum: 100,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ size }, language) => shortFact('size', size, language),
  infer: ({ size }, inputs) =>
    inferImage(inputs, (image) => {
      if (size % 2 === 1) return inferred(image);
      return refused({
        code: 'size-not-odd',
        parameter: 'size',
        expected: `${size - 1}, ${size + 1}`,
        received: `${size}`,
        values: { size },
        repairs: [size + 1, size - 1].map((odd) => ({
          kind: 'set-parameter',
          parameter: 'size',
          value: odd,
        })),
      });
    }),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower: ({ graph }, { size, alpha, beta, bias }, inputs) =>
    inputs.map((x) =>
      localResponseNorm(graph, x, { depthRadius: (size - 1) / 2, alpha: alpha / size, beta, bias }),
    ),
  code: {
    keras: ({ size, alpha, beta, bias }) =>
      `keras.layers.Lambda(lambda x: ${pythonCall('tf.nn.local_response_normalization', ['x'], {
        depth_radius: (size - 1) / 2,
        bias,
        alpha: alpha / size,
        beta,
      })})`,
    pytorch: ({ size, alpha, beta, bias }) =>
      pythonCall('nn.LocalResponseNorm', [size], {
        alpha: unlessDefault(alpha, 1e-4),
        beta: unlessDefault(beta, 0.75),
        k: unlessDefault(bias, 1),
      }),
  },
};
