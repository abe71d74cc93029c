import { maxPool } from '../ops/pooling';
import { definePooling1d } from './define-pooling1d';
import { nativePadding } from './native-window';

/** The largest value of each window along a sequence, channel by channel; padding never wins. */
export const maxPooling1d = definePooling1d({
  type: 'maxPooling1d',
  otherNames: { types: ['MaxPool1d'] },
  label: { en: 'Max pooling 1D', 'zh-Hant': '一維最大池化' },
  summary: {
    en: 'Keeps the largest value of each window along a sequence: whether a pattern was found nearby, no matter exactly where.',
    'zh-Hant': '沿著序列保留每個視窗的最大值：只關心附近有沒有找到圖樣，不在意確切位置。',
  },
  reference: {
    title: 'Kim: Convolutional Neural Networks for Sentence Classification (2014)',
    url: 'https://arxiv.org/abs/1408.5882',
  },
  pool: (graph, image, window) =>
    maxPool(graph, image, {
      window: [window.height.kernel, 1],
      strides: [window.height.stride, 1],
      padding: nativePadding(window),
    }),
  keras: 'MaxPooling1D',
});
