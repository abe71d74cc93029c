import { add } from '../ops/elementwise';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { asPositions, learnedVectors, positionsExpected, positionsOf } from './positions';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

/** `y = x + P`, with one learned vector for each position. */
export const positionEmbedding: LayerDefinition<NoParameters> = {
  type: 'positionEmbedding',
  version: 1,
  otherNames: { types: ['PositionalEmbedding', 'LearnedPositionalEncoding'] },
  label: { en: 'Position embedding', 'zh-Hant': '位置嵌入' },
  category: 'shape',
  summary: {
    en: 'Adds a learned vector to each position, so that attention, which knows no order, can tell them apart.',
    'zh-Hant': '為每個位置加上一個學習得到的向量，讓不知道順序的注意力能分辨各個位置。',
  },
  reference: {
    title: 'Dosovitskiy et al.: An Image is Worth 16x16 Words (ViT, 2020), section 3.1',
    url: 'https://arxiv.org/abs/2010.11929',
  },
  parameters: {},
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer(_parameters, inputs) {
    const shape = firstShape(inputs);
    return asPositions(shape) === null ? positionsExpected(shape) : inferred(shape);
  },
  weights: (_parameters, [input]) => [learnedVectors('positions', positionsOf(input))],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  explain: (_parameters, [input]) => [explainParameters([positionsOf(input)])],
  lower: (context, _parameters, inputs) =>
    inputs.map((x) => add(context.graph, x, context.weight('positions'))),
  code: { keras: () => null, pytorch: () => null },
};
