import { cosineSimilarity, dotProduct, inferPair, pairOf } from './compare-pairs';
import type { LayerDefinition } from './layer';
import { firstShape, SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';
import { shortWord } from './short-form';
import { elementCount } from './tensor-type';

type DotParameters = {
  readonly normalize: boolean;
};

/** The dot product of two inputs along their last axis: `[..., n]` and `[..., n]` make `[..., 1]`. */
export const dot: LayerDefinition<DotParameters> = {
  type: 'dot',
  version: 1,
  otherNames: {
    types: ['DotProduct', 'CosineSimilarity'],
    implied: { cosinesimilarity: { normalize: true } },
  },
  label: { en: 'Dot', 'zh-Hant': '內積' },
  category: 'merge',
  summary: {
    en: 'Multiplies two inputs value by value and adds the products up along the channels: how alike two vectors are. Normalized, it is their cosine similarity.',
    'zh-Hant': '把兩個輸入逐值相乘，再沿通道相加：兩個向量有多相似。正規化後即為餘弦相似度。',
  },
  reference: { title: 'Keras: Dot layer', url: 'https://keras.io/api/layers/merging_layers/dot/' },
  parameters: {
    normalize: {
      kind: 'boolean',
      label: { en: 'Normalize', 'zh-Hant': '正規化' },
      help: {
        en: 'Divides by the lengths of both: the cosine of the angle between them, from −1 to 1.',
        'zh-Hant': '除以兩者的長度：即夾角的餘弦，介於 −1 與 1。',
      },
      default: false,
    },
  },
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ normalize }, language) => (normalize ? shortWord('cosine', language) : ''),
  infer: (_parameters, inputs) => inferPair(inputs),
  weights: () => [],
  multiplyAccumulates: (_parameters, inputs) => elementCount({ shape: firstShape(inputs) }),
  lower({ graph }, { normalize }, inputs) {
    const [a, b] = pairOf(inputs);
    return [normalize ? cosineSimilarity(graph, a, b) : dotProduct(graph, a, b)];
  },
  code: { keras: () => null, pytorch: () => null },
};
