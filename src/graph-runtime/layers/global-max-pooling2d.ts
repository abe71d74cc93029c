import { maxPool } from '../ops/pooling';
import { defineGlobalPooling } from './global-pooling';

/** The largest value of each channel over all of the image. */
export const globalMaxPooling2d = defineGlobalPooling({
  type: 'globalMaxPooling2d',
  otherTypes: ['GlobalMaxPool2D', 'GlobalMaxPool', 'GlobalMaxPooling', 'GMP'],
  label: { en: 'Global max pooling', 'zh-Hant': '全域最大池化' },
  summary: {
    en: 'Keeps only the largest value of each feature map: was the pattern found anywhere in the image?',
    'zh-Hant': '每張特徵圖只保留最大值：這個圖樣是否出現在影像的任何地方？',
  },
  reference: {
    title: 'Oquab, Bottou, Laptev, Sivic: Is object localization for free? (2015), section 3.2',
    url: 'https://doi.org/10.1109/CVPR.2015.7298668',
  },
  // A window as large as the image: its gradient goes to the one cell that won.
  pool: maxPool,
  operation: 'max',
  keras: 'GlobalMaxPooling2D',
  pytorch: 'AdaptiveMaxPool2d',
});
