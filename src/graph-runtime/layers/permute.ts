import { transpose } from '../ops/shape';
import type { LayerDefinition } from './layer';
import { range } from './range';
import { firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { formatShape } from './tensor-type';
import { keepsValues } from './value-effect';

type PermuteParameters = {
  readonly order: readonly number[];
};

/** The axes in another order: axis i of the output is axis `order[i]` of the input, counted from 1 without the batch axis, as Keras does. */
export const permute: LayerDefinition<PermuteParameters> = {
  type: 'permute',
  version: 1,
  otherNames: { types: ['Transpose'], parameters: { dims: 'order', perm: 'order' } },
  label: { en: 'Permute', 'zh-Hant': '調換軸' },
  category: 'shape',
  summary: {
    en: 'Puts the axes into another order, for example positions in the place of features, so that the next layer mixes the others.',
    'zh-Hant': '改變各軸的順序，例如把位置與特徵對調，讓下一層混合另一個軸。',
  },
  reference: {
    title: 'Tolstikhin et al.: MLP-Mixer (2021), section 2 (mixing of tokens)',
    url: 'https://arxiv.org/abs/2105.01601',
  },
  parameters: {
    order: {
      kind: 'shape',
      label: { en: 'Order of axes', 'zh-Hant': '軸的順序' },
      help: {
        en: 'Which axis of the input comes first, second and so on, counted from 1: 2, 1, 3 swaps height and width.',
        'zh-Hant': '依序寫出輸入的軸，從 1 開始計數：2、1、3 表示對調高與寬。',
      },
      default: [2, 1, 3],
      minimumRank: 1,
      maximumRank: 3,
      maximum: 3,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ order }) => order.join(', '),
  infer({ order }, inputs) {
    const shape = firstShape(inputs);
    const isPermutation =
      order.length === shape.length && range(1, shape.length).every((at) => order.includes(at));
    if (isPermutation) return inferred(order.map((at) => shape[at - 1] ?? 1));
    const [second = 1, first = 2, ...others] = range(1, shape.length);
    return refused({
      code: 'no-order-of-axes',
      port: 'in',
      parameter: 'order',
      expected: range(1, shape.length).join(', '),
      received: order.join(', '),
      values: { order: order.join(', '), input: formatShape(shape), count: shape.length },
      repairs: [
        {
          kind: 'set-parameter',
          parameter: 'order',
          value: shape.length === 1 ? [1] : [first, second, ...others],
        },
      ],
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
  lower: ({ graph }, { order }, inputs) => inputs.map((x) => transpose(graph, x, [0, ...order])),
  code: {
    keras: ({ order }) => `keras.layers.Permute((${order.join(', ')}${order.length === 1 ? ',' : ''}))`,
    pytorch: () => null,
  },
};
