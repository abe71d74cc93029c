import { broadcastLike, reshape } from '../ops/shape';
import { concat, slice } from '../ops/slicing';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { asPositions, learnedVectors, positionsExpected, positionsOf } from './positions';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

/** One more position in front of the others, with learned features that are the same for every example. */
export const classToken: LayerDefinition<NoParameters> = {
  type: 'classToken',
  version: 1,
  otherNames: { types: ['ClsToken', 'ClassEmbedding'] },
  label: { en: 'Class token', 'zh-Hant': '類別權杖' },
  category: 'shape',
  summary: {
    en: 'Puts a learned position in front of a sequence. Attention gathers in it what the classifier reads at the end (Slice, height, first).',
    'zh-Hant': '在序列最前面加上一個學習得到的位置。注意力把分類所需的資訊集中在這裡，最後用切片層取出。',
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
    const found = asPositions(firstShape(inputs));
    return found === null ? positionsExpected(firstShape(inputs)) : inferred([found[0] + 1, found[1]]);
  },
  weights: (_parameters, [input]) => [learnedVectors('token', [positionsOf(input)[1]])],
  multiplyAccumulates: () => 0,
  explain: (_parameters, [input]) => [
    { subject: 'output-size', formula: `${positionsOf(input)[0]} + 1 = ${positionsOf(input)[0] + 1}` },
    explainParameters([[positionsOf(input)[1]]]),
  ],
  lower: (context, _parameters, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const features = x.shape[2] ?? null;
      const first = slice(graph, x, [0, 0, 0], [null, 1, features]);
      const token = reshape(graph, context.weight('token'), [1, 1, features ?? 1]);
      return concat(graph, [broadcastLike(graph, token, first), x], 1);
    }),
  code: { keras: () => null, pytorch: () => null },
};
