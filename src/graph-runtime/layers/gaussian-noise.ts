import { integers, scalar } from '../ops/constant';
import { add, cosine, log, multiply, squareRoot, subtract } from '../ops/elementwise';
import type { Value } from '../ops/op-graph';
import { stopGradient } from '../ops/random';
import { reshape, shapeOf } from '../ops/shape';
import { concat, split } from '../ops/slicing';
import type { LayerDefinition, LoweringContext } from './layer';
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

/** Normal random numbers of mean 0 and variance 1 of x's shape, out of two uniform ones each (Box and Muller 1958). */
function normalLike({ graph, randomUniform }: LoweringContext, x: Value): Value {
  const shape = concat(graph, [shapeOf(graph, x), integers(graph, [2])], 0);
  const [a, b] = split(graph, randomUniform(shape, [...x.shape, 2]), [1, 1], x.shape.length);
  if (a === undefined || b === undefined) throw new Error('two numbers were drawn');
  // 1 - a is never 0.
  const radius = squareRoot(
    graph,
    multiply(graph, log(graph, subtract(graph, scalar(graph, 1), a)), scalar(graph, -2)),
  );
  const normal = multiply(graph, radius, cosine(graph, multiply(graph, b, scalar(graph, 2 * Math.PI))));
  // Only the shape comes from x: nothing flows back.
  return reshape(graph, stopGradient(graph, normal), x.shape);
}
