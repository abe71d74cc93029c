import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import type { LayerDefinition } from './layer';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { reachesItself } from './reach';

type RescalingParameters = {
  readonly scale: number;
  readonly offset: number;
};

/** `x · scale + offset`, with two numbers that are chosen and not learned. */
export const rescaling: LayerDefinition<RescalingParameters> = {
  type: 'rescaling',
  version: 1,
  label: { en: 'Rescaling', 'zh-Hant': '縮放' },
  category: 'normalization',
  summary: {
    en: 'Multiplies every value by one number and adds another. Keeps residuals small before they are added, or maps pixels to another range.',
    'zh-Hant': '把每個值乘上一個數，再加上另一個數。可在相加之前把殘差縮小，或把像素值轉換到另一個範圍。',
  },
  reference: {
    title: 'Szegedy, Ioffe, Vanhoucke, Alemi: Inception-v4, Inception-ResNet (2016), section 3.3',
    url: 'https://arxiv.org/abs/1602.07261',
  },
  parameters: {
    scale: {
      kind: 'number',
      label: { en: 'Scale', 'zh-Hant': '倍率' },
      help: { en: 'What every value is multiplied by.', 'zh-Hant': '每個值要乘上的數。' },
      default: 1,
      minimum: -1e6,
      maximum: 1e6,
    },
    offset: {
      kind: 'number',
      label: { en: 'Offset', 'zh-Hant': '位移' },
      help: { en: 'What is added to every product.', 'zh-Hant': '相乘之後再加上的數。' },
      default: 0,
      minimum: -1e6,
      maximum: 1e6,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ scale, offset }) => {
    if (offset === 0) return `× ${scale}`;
    return offset > 0 ? `× ${scale} + ${offset}` : `× ${scale} − ${-offset}`;
  },
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower: ({ graph }, { scale, offset }, inputs) =>
    inputs.map((x) => {
      const product = multiply(graph, x, scalar(graph, scale));
      return offset === 0 ? product : add(graph, product, scalar(graph, offset));
    }),
  code: {
    keras: ({ scale, offset }) =>
      `keras.layers.Rescaling(${scale}${offset === 0 ? '' : `, offset=${offset}`})`,
    // PyTorch has no module for it: there it is an expression in `forward`.
    pytorch: () => null,
  },
};
