import { maxPool } from '../ops/pooling';
import type { LayerDefinition } from './layer';
import { nativePadding } from './native-window';
import {
  describePooling,
  explainPooling,
  inferPooling,
  type PoolingParameters,
  poolingWindow,
} from './pooling';
import { pythonCall, pythonPair, pytorchPoolPadding, pytorchSequence } from './python';
import { exampleShape, imageOf, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { isPadded } from './window';
import {
  ceilModeParameter,
  paddingParameter,
  poolSizeParameter,
  stridesParameter,
} from './window-parameters';

/** The largest value of each window, channel by channel; padding never wins. */
export const maxPooling2d: LayerDefinition<PoolingParameters> = {
  type: 'maxPooling2d',
  version: 1,
  otherNames: {
    types: ['MaxPool2d', 'MaxPool', 'MaxPooling'],
    parameters: {
      size: 'poolSize',
      kernel: 'poolSize',
      kernel_size: 'poolSize',
      kernel_shape: 'poolSize',
      stride: 'strides',
      pad: 'padding',
      pads: 'padding',
    },
  },
  label: { en: 'Max pooling', 'zh-Hant': '最大池化' },
  category: 'pooling',
  summary: {
    en: 'Keeps the largest value of each window: whether a pattern was found nearby, no matter exactly where.',
    'zh-Hant': '保留每個視窗的最大值：只關心附近有沒有找到圖樣，不在意確切位置。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 7.5',
    url: 'https://d2l.ai/chapter_convolutional-neural-networks/pooling.html',
  },
  parameters: {
    poolSize: poolSizeParameter,
    strides: stridesParameter([2, 2]),
    padding: paddingParameter('valid'),
    ceilMode: ceilModeParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: describePooling,
  infer: inferPooling,
  weights: () => [],
  multiplyAccumulates: () => 0,
  explain: explainPooling,
  lower: ({ graph }, parameters, inputs) =>
    inputs.map((x) =>
      maxPool(graph, x, {
        window: parameters.poolSize,
        strides: parameters.strides,
        padding: nativePadding(poolingWindow(parameters, exampleShape(x))),
      }),
    ),
  code: {
    keras(parameters, inputs) {
      const window = poolingWindow(parameters, imageOf(inputs));
      // Keras has no padding for maxima but "same": a padding layer would let zeros win over negative values.
      if (isPadded(window) && parameters.padding !== 'same') return null;
      return pythonCall('keras.layers.MaxPooling2D', [pythonPair(parameters.poolSize)], {
        strides: pythonPair(parameters.strides),
        padding: isPadded(window) ? '"same"' : null,
      });
    },
    pytorch(parameters, inputs) {
      const window = poolingWindow(parameters, imageOf(inputs));
      const padding = pytorchPoolPadding(window, parameters.ceilMode, '-inf');
      const layer = pythonCall('nn.MaxPool2d', [pythonPair(parameters.poolSize)], {
        stride: pythonPair(parameters.strides),
        padding: padding.argument,
        ceil_mode: padding.ceilMode,
      });
      return pytorchSequence([...padding.before, layer]);
    },
  },
};
