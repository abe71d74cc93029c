import { relu } from '../ops/activations';
import { multiply, negative, subtract } from '../ops/elementwise';
import { explainParameters } from './formula';
import type { LayerDefinition } from './layer';
import { channelsOf } from './normalization';
import { pythonCall, unlessDefault } from './python';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

type PreluParameters = {
  readonly isShared: boolean;
  readonly initial: number;
};

/** `x` for positive x, `α x` otherwise, with a learned α for each channel or one for all. */
export const prelu: LayerDefinition<PreluParameters> = {
  type: 'prelu',
  version: 1,
  otherNames: {
    types: ['ParametricRelu'],
    parameters: { init: 'initial', num_parameters: null },
  },
  label: { en: 'PReLU', 'zh-Hant': 'PReLU' },
  category: 'activation',
  summary: {
    en: 'Leaky ReLU whose slope for negative values is learned, for each channel or one for all.',
    'zh-Hant': '負值斜率由學習得到的 Leaky ReLU，每個通道各有一個或全部共用一個。',
  },
  reference: {
    title: 'He, Zhang, Ren, Sun: Delving Deep into Rectifiers (2015), section 2.1',
    url: 'https://arxiv.org/abs/1502.01852',
  },
  parameters: {
    isShared: {
      kind: 'boolean',
      label: { en: 'One slope for all channels', 'zh-Hant': '所有通道共用一個斜率' },
      help: { en: 'Off: each channel learns its own.', 'zh-Hant': '關閉時，每個通道各自學習。' },
      default: false,
    },
    initial: {
      kind: 'number',
      label: { en: 'Initial slope', 'zh-Hant': '初始斜率' },
      help: { en: 'Slope for negative values at the start.', 'zh-Hant': '開始時負值部分的斜率。' },
      isAdvanced: true,
      default: 0.25,
      minimum: -1,
      maximum: 1,
      step: 0.05,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: ({ isShared, initial }, inputs) => [
    {
      name: 'alpha',
      shape: [isShared ? 1 : channelsOf(firstShape(inputs))],
      isTrainable: true,
      initializer: { kind: 'constant', value: initial },
    },
  ],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  explain: ({ isShared }, inputs) => [explainParameters([[isShared ? 1 : channelsOf(firstShape(inputs))]])],
  lower: (context, _parameters, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const negativePart = relu(graph, negative(graph, x));
      return subtract(graph, relu(graph, x), multiply(graph, negativePart, context.weight('alpha')));
    }),
  code: {
    // Keras has a slope for each position too, unless the positions share it; it starts at 0 unless told.
    keras({ isShared, initial }, inputs) {
      const rank = firstShape(inputs).length;
      const shared = Array.from({ length: isShared ? rank : rank - 1 }, (_, axis) => axis + 1);
      return pythonCall('keras.layers.PReLU', [], {
        alpha_initializer: initial === 0 ? null : pythonCall('keras.initializers.Constant', [initial]),
        shared_axes: shared.length === 0 ? null : `[${shared.join(', ')}]`,
      });
    },
    // Of a sequence, PyTorch's channels are its positions.
    pytorch({ isShared, initial }, inputs) {
      const shape = firstShape(inputs);
      if (!isShared && shape.length === 2) return null;
      return pythonCall('nn.PReLU', isShared ? [] : [channelsOf(shape)], {
        init: unlessDefault(initial, 0.25),
      });
    },
  },
};
