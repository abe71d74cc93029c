import { averagePool } from '../ops/pooling';
import { defineGlobalPooling } from './global-pooling';

/** The mean of each channel over all of the image. */
export const globalAveragePooling2d = defineGlobalPooling({
  type: 'globalAveragePooling2d',
  otherTypes: [
    'GlobalAvgPool2D',
    'GlobalAveragePool2d',
    'GlobalAveragePool',
    'GlobalAvgPool',
    'GlobalAveragePooling',
    'GAP',
  ],
  label: { en: 'Global average pooling', 'zh-Hant': '全域平均池化' },
  summary: {
    en: 'Replaces each feature map by its mean. Replaces large dense layers and works for any image size.',
    'zh-Hant': '以平均值取代整張特徵圖。可取代龐大的全連接層，而且適用於任何影像大小。',
  },
  reference: {
    title: 'Lin, Chen, Yan: Network In Network (2013), section 3.2',
    url: 'https://arxiv.org/abs/1312.4400',
  },
  // A window as large as the image: with its gradient, it takes a third of the time of a mean over two axes.
  pool: averagePool,
  operation: 'mean',
  keras: 'GlobalAveragePooling2D',
  pytorch: 'AdaptiveAvgPool2d',
});
