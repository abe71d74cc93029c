import { maxPool } from '../ops/pooling';
import { squeeze } from '../ops/shape';
import {
  type GlobalPoolingParameters,
  inferGlobalPooling,
  keepDimensionsParameter,
  kerasGlobalPooling,
  pytorchGlobalPooling,
} from './global-pooling';
import type { LayerDefinition } from './layer';
import { exampleShape, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { poolsValues } from './value-effect';

/** The largest value of each channel over all of the image. */
export const globalMaxPooling2d: LayerDefinition<GlobalPoolingParameters> = {
  type: 'globalMaxPooling2d',
  version: 1,
  otherNames: {
    types: ['GlobalMaxPool2D', 'GlobalMaxPool', 'GlobalMaxPooling', 'GMP'],
    parameters: { keepdims: 'keepDimensions' },
  },
  label: { en: 'Global max pooling', 'zh-Hant': '全域最大池化' },
  category: 'pooling',
  summary: {
    en: 'Keeps only the largest value of each feature map: was the pattern found anywhere in the image?',
    'zh-Hant': '每張特徵圖只保留最大值：這個圖樣是否出現在影像的任何地方？',
  },
  reference: {
    title: 'Oquab, Bottou, Laptev, Sivic: Is object localization for free? (2015), section 3.2',
    url: 'https://doi.org/10.1109/CVPR.2015.7298668',
  },
  parameters: { keepDimensions: keepDimensionsParameter },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: inferGlobalPooling,
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: poolsValues,
  lower: ({ graph }, { keepDimensions }, inputs) =>
    inputs.map((x) => {
      const [height = 1, width = 1] = exampleShape(x);
      // A window as large as the image: its gradient goes to the one cell that won.
      const largest = maxPool(graph, x, { window: [height, width], strides: [1, 1], padding: 'VALID' });
      return keepDimensions ? largest : squeeze(graph, largest, [1, 2]);
    }),
  code: {
    keras: (parameters) => kerasGlobalPooling('GlobalMaxPooling2D', parameters),
    pytorch: (parameters) => pytorchGlobalPooling('AdaptiveMaxPool2d', parameters),
  },
};
