import { multiply as multiplyOp } from '../ops/elementwise';
import { inferBroadcast, toCommonRank } from './broadcast';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';
import { reachesItself } from './reach';

/**
 * The product of its inputs, value by value. An axis of size 1 is repeated, and a vector `[channels]` next to an image is one
 * factor per channel, so `[height, width, channels]` may be multiplied by `[1, 1, channels]` or `[channels]` (squeeze and
 * excitation) or by `[height, width, 1]` (spatial attention).
 */
export const multiply: LayerDefinition<NoParameters> = {
  type: 'multiply',
  version: 1,
  otherNames: {
    types: ['Mul', 'Multiplication', 'EltwiseMul'],
  },
  label: { en: 'Multiply', 'zh-Hant': '相乘' },
  category: 'merge',
  summary: {
    en: 'Multiplies feature maps value by value, or each channel by its own factor (squeeze and excitation).',
    'zh-Hant': '把特徵圖逐值相乘，或讓每個通道乘上各自的係數（squeeze-and-excitation）。',
  },
  reference: {
    title: 'Hu, Shen, Albanie, Sun, Wu: Squeeze-and-Excitation Networks (2017), section 3',
    url: 'https://arxiv.org/abs/1709.01507',
  },
  parameters: {},
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferBroadcast('multiply-shape-mismatch', inputs),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower({ graph }, _parameters, inputs) {
    const [first, ...others] = toCommonRank(graph, inputs);
    if (first === undefined) throw new Error('multiply without inputs');
    return [others.reduce((result, factor) => multiplyOp(graph, result, factor), first)];
  },
  code: { keras: () => 'keras.layers.Multiply()', pytorch: () => null },
};
