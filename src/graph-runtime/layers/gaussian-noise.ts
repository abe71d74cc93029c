import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import type { LayerDefinition } from './layer';
import { normalLike } from './normal-like';
import { pythonCall } from './python';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

type GaussianNoiseParameters = {
  readonly standardDeviation: number;
};

/** In training, adds normal random numbers of mean 0; none in evaluation. */
export const gaussianNoise: LayerDefinition<GaussianNoiseParameters> = {
  type: 'gaussianNoise',
  version: 1,
  otherNames: {
    types: [],
    parameters: { stddev: 'standardDeviation', std: 'standardDeviation', sigma: 'standardDeviation' },
  },
  label: { en: 'Gaussian noise', 'zh-Hant': '高斯雜訊' },
  category: 'regularization',
  summary: {
    en: 'Adds random noise in training, so that the network does not rely on exact values; a denoising autoencoder learns to take it away. Has no effect in evaluation.',
    'zh-Hant': '訓練時加上隨機雜訊，讓網路不依賴精確的數值；去雜訊自編碼器學習把它去掉。評估時不起作用。',
  },
  reference: {
    title:
      'Vincent, Larochelle, Bengio, Manzagol: Extracting and composing robust features with denoising autoencoders (2008)',
    url: 'https://doi.org/10.1145/1390156.1390294',
  },
  parameters: {
    standardDeviation: {
      kind: 'number',
      label: { en: 'Standard deviation', 'zh-Hant': '標準差' },
      help: { en: 'Size of the noise.', 'zh-Hant': '雜訊的大小。' },
      default: 0.1,
      minimum: 0,
      maximum: 1_000,
      step: 0.05,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ standardDeviation }) => `${standardDeviation}`,
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower(context, { standardDeviation }, inputs) {
    const { graph } = context;
    if (context.mode === 'evaluate' || standardDeviation === 0) return inputs;
    return inputs.map((x) =>
      add(graph, x, multiply(graph, normalLike(context, x), scalar(graph, standardDeviation))),
    );
  },
  code: {
    // Keras takes no deviation above 1.
    keras: ({ standardDeviation }) =>
      standardDeviation > 1 ? null : pythonCall('keras.layers.GaussianNoise', [standardDeviation]),
    pytorch: () => null,
  },
};
