import { maxPool } from '../ops/pooling';
import { definePooling } from './define-pooling';
import { nativePadding } from './native-window';
import type { PoolingParameters } from './pooling';
import { pythonCall, pythonPair, pytorchPoolPadding, pytorchSequence } from './python';
import { isPadded } from './window';

/** The largest value of each window, channel by channel; padding never wins. */
export const maxPooling2d = definePooling<PoolingParameters>({
  type: 'maxPooling2d',
  otherNames: { types: ['MaxPool2d', 'MaxPool', 'MaxPooling'] },
  label: { en: 'Max pooling', 'zh-Hant': '最大池化' },
  summary: {
    en: 'Keeps the largest value of each window: whether a pattern was found nearby, no matter exactly where.',
    'zh-Hant': '保留每個視窗的最大值：只關心附近有沒有找到圖樣，不在意確切位置。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 7.5',
    url: 'https://d2l.ai/chapter_convolutional-neural-networks/pooling.html',
  },
  parameters: {},
  computation: () => ({ operation: 'max' }),
  pool: (graph, { poolSize, strides }, x, window) =>
    maxPool(graph, x, { window: poolSize, strides, padding: nativePadding(window) }),
  keras(parameters, window) {
    // Keras has no padding for maxima but "same": a padding layer would let zeros win over negative values.
    if (isPadded(window) && parameters.padding !== 'same') return null;
    return pythonCall('keras.layers.MaxPooling2D', [pythonPair(parameters.poolSize)], {
      strides: pythonPair(parameters.strides),
      padding: isPadded(window) ? '"same"' : null,
    });
  },
  pytorch({ poolSize, strides, ceilMode }, window) {
    const padding = pytorchPoolPadding(window, ceilMode, '-inf');
    const layer = pythonCall('nn.MaxPool2d', [pythonPair(poolSize)], {
      stride: pythonPair(strides),
      padding: padding.argument,
      ceil_mode: padding.ceilMode,
    });
    return pytorchSequence([...padding.before, layer]);
  },
});
