import { scalar } from '../ops/constant';
import { absolute, square, subtract } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import type { Language, Text } from '../text/text';
import { cosineSimilarity, inferPair, lengthOf, pairOf } from './compare-pairs';
import type { LayerDefinition } from './layer';
import { SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';

type DistanceParameters = {
  readonly measure: string;
};

/** How far two vectors are apart. */
export const DISTANCE_MEASURES = ['euclidean', 'squared', 'manhattan', 'cosine'] as const;
export type DistanceMeasure = (typeof DISTANCE_MEASURES)[number];

interface Measure {
  readonly label: Text;
  compute(graph: OpGraph, a: Value, b: Value): Value;
}

/** Each along the last axis, `[..., 1]`. */
const MEASURES: Readonly<Record<DistanceMeasure, Measure>> = {
  euclidean: {
    label: { en: 'Euclidean (L2)', 'zh-Hant': '歐氏（L2）' },
    compute: (graph, a, b) => lengthOf(graph, subtract(graph, a, b)),
  },
  squared: {
    label: { en: 'Squared Euclidean', 'zh-Hant': '歐氏平方' },
    compute: (graph, a, b) => sum(graph, square(graph, subtract(graph, a, b)), [-1], { keepDims: true }),
  },
  manhattan: {
    label: { en: 'Manhattan (L1)', 'zh-Hant': '曼哈頓（L1）' },
    compute: (graph, a, b) => sum(graph, absolute(graph, subtract(graph, a, b)), [-1], { keepDims: true }),
  },
  cosine: {
    label: { en: 'Cosine', 'zh-Hant': '餘弦' },
    compute: (graph, a, b) => subtract(graph, scalar(graph, 1), cosineSimilarity(graph, a, b)),
  },
};

function measureNamed(name: string): Measure | null {
  const found = DISTANCE_MEASURES.find((one) => one === name);
  return found === undefined ? null : MEASURES[found];
}

/** How far two inputs are apart along their last axis: `[..., n]` and `[..., n]` make `[..., 1]`. */
export const distance: LayerDefinition<DistanceParameters> = {
  type: 'distance',
  version: 1,
  otherNames: { types: ['PairwiseDistance', 'EuclideanDistance', 'L2Distance'] },
  label: { en: 'Distance', 'zh-Hant': '距離' },
  category: 'merge',
  summary: {
    en: 'How far two inputs are apart, along the channels. A siamese network learns that images of one class are near, and others far.',
    'zh-Hant': '兩個輸入沿通道相距多遠。孿生網路學習讓同類影像相近、不同類相遠。',
  },
  reference: {
    title:
      'Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping (2006), section 2',
    url: 'https://doi.org/10.1109/CVPR.2006.100',
  },
  parameters: {
    measure: {
      kind: 'choice',
      label: { en: 'Measure', 'zh-Hant': '度量' },
      help: {
        en: 'The length of the difference (Euclidean), its square, the sum of its sizes (Manhattan), or 1 minus the cosine similarity.',
        'zh-Hant': '差的長度（歐氏）、其平方、各差值絕對值的總和（曼哈頓），或 1 減餘弦相似度。',
      },
      default: 'euclidean',
      choices: DISTANCE_MEASURES.map((value) => ({ value, label: MEASURES[value].label })),
    },
  },
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ measure }, language: Language) => measureNamed(measure)?.label[language] ?? '',
  infer: (_parameters, inputs) => inferPair(inputs),
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower({ graph }, { measure }, inputs) {
    const [a, b] = pairOf(inputs);
    const found = measureNamed(measure);
    if (found === null) throw new Error(`no measure ${measure}`);
    return [found.compute(graph, a, b)];
  },
  code: { keras: () => null, pytorch: () => null },
};
