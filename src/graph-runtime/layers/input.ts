import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { pythonCall } from './python';
import { inferred, SINGLE_OUTPUT } from './shape-rules';
import { formatShape } from './tensor-type';

type InputParameters = {
  readonly shape: readonly number[];
};

/** Where examples enter the network: images `[height, width, channels]` of numbers in [0, 1], or vectors `[features]`. */
export const input: LayerDefinition<InputParameters> = {
  type: 'input',
  version: 1,
  otherNames: {
    types: ['InputLayer', 'Placeholder'],
    parameters: { input_shape: 'shape', inputShape: 'shape' },
  },
  label: { en: 'Input', 'zh-Hant': '輸入' },
  category: 'input-output',
  summary: {
    en: 'Where the images enter the network. Images of another size are resized to this one.',
    'zh-Hant': '影像進入網路的地方。大小不同的影像會先縮放成這裡設定的大小。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 7.1',
    url: 'https://d2l.ai/chapter_convolutional-neural-networks/why-conv.html',
  },
  parameters: {
    shape: {
      kind: 'shape',
      label: { en: 'Shape', 'zh-Hant': '形狀' },
      help: {
        en: 'Height, width and channels of one image: 1 channel for grayscale, 3 for color.',
        'zh-Hant': '一張影像的高、寬與通道數：灰階影像 1 個通道，彩色影像 3 個通道。',
      },
      default: [28, 28, 1],
      minimumRank: 1,
      maximumRank: 3,
      maximum: SIZE_LIMITS.features,
    },
  },
  inputs: [],
  outputs: SINGLE_OUTPUT,
  describe: ({ shape }) => formatShape(shape),
  infer: ({ shape }) => inferred(shape),
  weights: () => [],
  multiplyAccumulates: () => 0,
  // The examples themselves are its input value: the compiler feeds the batch.
  lower: (_context, _parameters, inputs) => inputs,
  code: {
    keras: ({ shape }) =>
      pythonCall('keras.Input', [`(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`]),
    // A PyTorch module has no input layer: its forward function takes the tensor.
    pytorch: () => null,
  },
};
