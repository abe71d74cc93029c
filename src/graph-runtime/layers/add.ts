import { addAll, add as addOp } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { allInNarrowType } from '../ops/shape';
import { inferBroadcast, toCommonRank } from './broadcast';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';
import { reachesItself } from './reach';

/**
 * The sum of its inputs, value by value. Shapes may differ as `broadcast.ts` has it: `[1, 1, channels]` or `[channels]` is added
 * at every position (a context vector, a bias per channel).
 */
export const add: LayerDefinition<NoParameters> = {
  type: 'add',
  version: 1,
  otherNames: {
    types: ['Sum', 'Addition', 'EltwiseAdd'],
  },
  label: { en: 'Add', 'zh-Hant': '相加' },
  category: 'merge',
  summary: {
    en: 'Adds feature maps value by value, or one value per channel to all positions. It joins the shortcut of a residual block to its main branch.',
    'zh-Hant': '把特徵圖逐值相加，或把每個通道的一個值加到所有位置。殘差區塊的捷徑就在這裡匯合。',
  },
  reference: {
    title: 'He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition (2015), section 3.2',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  parameters: {},
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferBroadcast('add-shape-mismatch', inputs),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower: ({ graph }, _parameters, inputs) => [
    allInNarrowType(graph, inputs, (values) => sum(graph, toCommonRank(graph, values))),
  ],
  code: { keras: () => 'keras.layers.Add()', pytorch: () => null },
};

/** Terms of one shape in one op; others by twos, the result as large as the largest so far. */
function sum(graph: OpGraph, terms: readonly Value[]): Value {
  const [first, ...others] = terms;
  if (first === undefined) throw new Error('add without inputs');
  if (others.every(({ shape }) => isSameSize(shape, first.shape))) return addAll(graph, terms);
  return others.reduce((result, term) => addOp(graph, result, term), first);
}

/** Axis by axis; the batch axis, null in both, is the same. */
function isSameSize(a: Value['shape'], b: Value['shape']): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
