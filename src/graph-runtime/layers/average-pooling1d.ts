import { averageWindows } from './average-windows';
import { definePooling1d } from './define-pooling1d';

/** The mean of each window along a sequence, channel by channel; padding does not count. */
export const averagePooling1d = definePooling1d({
  type: 'averagePooling1d',
  otherNames: { types: ['AvgPool1d'] },
  label: { en: 'Average pooling 1D', 'zh-Hant': '一維平均池化' },
  summary: {
    en: 'Replaces each window along a sequence by its mean: fewer positions and less noise.',
    'zh-Hant': '沿著序列以平均值取代每個視窗：位置變少，雜訊也減少。',
  },
  reference: {
    title: 'Keras: AveragePooling1D layer',
    url: 'https://keras.io/api/layers/pooling_layers/average_pooling1d/',
  },
  pool: (graph, image, window) => averageWindows(graph, image, window, false),
  keras: 'AveragePooling1D',
});
