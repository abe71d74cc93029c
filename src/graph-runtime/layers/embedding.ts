import { scalar } from '../ops/constant';
import { add, clip, floor, multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { cast, squeeze } from '../ops/shape';
import { gather } from '../ops/slicing';
import { explainParameters, formatCount } from './formula';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { learnedVectors } from './positions';
import { pythonCall } from './python';
import { reachesItself } from './reach';
import {
  exampleShape,
  firstShape,
  inferred,
  insertFlatten,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import { shortForm } from './short-form';
import { formatShape } from './tensor-type';

export type EmbeddingParameters = {
  readonly vocabulary: number;
  readonly features: number;
  readonly scale: number;
};

/** Shape of the numbers that are looked up: an axis of one channel is none. */
export function lookedUpShape(shape: readonly number[]): readonly number[] {
  return shape.length > 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
}

/**
 * `y = E[i]` with `i = ⌊scale · x + ½⌋`, kept between 0 and `vocabulary − 1`, and E `[vocabulary, features]`. A sequence of numbers `[positions]`
 * becomes `[positions, features]`, an image of one channel `[height, width, features]`. Nothing flows back through an index.
 */
export const embedding: LayerDefinition<EmbeddingParameters> = {
  type: 'embedding',
  version: 1,
  otherNames: {
    types: ['TokenEmbedding', 'WordEmbedding', 'LookupTable'],
    parameters: {
      ...{ num_embeddings: 'vocabulary', input_dim: 'vocabulary', vocab_size: 'vocabulary' },
      ...{ embedding_dim: 'features', output_dim: 'features' },
    },
  },
  label: { en: 'Embedding', 'zh-Hant': '嵌入' },
  category: 'dense',
  summary: {
    en: 'Looks up a learned vector for each number: of a token, or of the gray level of a pixel. Attention, recurrent layers and 1D convolutions read the result.',
    'zh-Hant':
      '為每個數字查出一個學習得到的向量：數字可以是權杖編號，也可以是像素的灰階。之後由注意力、循環層或一維卷積讀取。',
  },
  reference: {
    title: 'Bengio, Ducharme, Vincent, Jauvin: A Neural Probabilistic Language Model (2003), section 2',
    url: 'https://www.jmlr.org/papers/v3/bengio03a.html',
  },
  parameters: {
    vocabulary: {
      kind: 'integer',
      label: { en: 'Vocabulary', 'zh-Hant': '詞彙量' },
      help: {
        en: 'How many vectors there are. A number beyond them is taken for the last, one below 0 for the first.',
        'zh-Hant': '向量的個數。超出範圍的數字取最後一個，小於 0 的取第一個。',
      },
      default: 256,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    features: {
      kind: 'integer',
      label: { en: 'Features', 'zh-Hant': '特徵數' },
      help: { en: 'Length of each vector.', 'zh-Hant': '每個向量的長度。' },
      default: 64,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    scale: {
      kind: 'number',
      label: { en: 'Index of the value 1', 'zh-Hant': '數值 1 的編號' },
      help: {
        en: 'A value times this, rounded, is the number that is looked up: 255 for the gray levels of pixels, which lie between 0 and 1; 1 for values that are token numbers already.',
        'zh-Hant':
          '數值乘上它再四捨五入，就是要查的編號：像素介於 0 與 1 之間，灰階用 255；數值本身就是權杖編號時用 1。',
      },
      default: 255,
      minimum: 1e-6,
      maximum: 1e6,
    },
  },
  lookupScale: ({ scale }) => scale,
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ vocabulary, features }) =>
    shortForm([`${formatCount(vocabulary)} → ${formatCount(features)}`]),
  infer({ features }, inputs) {
    const shape = firstShape(inputs);
    const places = lookedUpShape(shape);
    if (places.length < 3 && (places.length === 1 || shape.length === 3))
      return inferred([...places, features]);
    return refused({
      code: 'one-channel-expected',
      port: 'in',
      expected: 'positions',
      received: formatShape(shape),
      values: { received: formatShape(shape) },
      repairs: [insertFlatten()],
    });
  },
  weights: ({ vocabulary, features }) => [learnedVectors('embeddings', [vocabulary, features])],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  explain: ({ vocabulary, features }) => [explainParameters([[vocabulary, features]])],
  lower: (context, parameters, inputs) =>
    inputs.map((x) =>
      gather(context.graph, context.weight('embeddings'), indicesOf(context.graph, parameters, x)),
    ),
  code: {
    // Both take indices; what makes them of other values is no layer.
    keras: ({ vocabulary, features, scale }) =>
      scale === 1 ? pythonCall('keras.layers.Embedding', [vocabulary, features]) : null,
    pytorch: ({ vocabulary, features, scale }) =>
      scale === 1 ? pythonCall('nn.Embedding', [vocabulary, features]) : null,
  },
};

function indicesOf(graph: OpGraph, { vocabulary, scale }: EmbeddingParameters, x: Value): Value {
  const shape = exampleShape(x);
  const places = lookedUpShape(shape).length < shape.length ? squeeze(graph, x, [shape.length]) : x;
  const scaled = scale === 1 ? places : multiply(graph, places, scalar(graph, scale));
  const rounded = floor(graph, add(graph, scaled, scalar(graph, 0.5)));
  return cast(graph, clip(graph, rounded, 0, vocabulary - 1), 'int32');
}
