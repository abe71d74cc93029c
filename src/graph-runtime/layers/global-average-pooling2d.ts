import { averagePool } from '../ops/pooling';
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

/** The mean of each channel over all of the image. */
export const globalAveragePooling2d: LayerDefinition<GlobalPoolingParameters> = {
  type: 'globalAveragePooling2d',
  version: 1,
  otherNames: {
    types: [
      'GlobalAvgPool2D',
      'GlobalAveragePool2d',
      'GlobalAveragePool',
      'GlobalAvgPool',
      'GlobalAveragePooling',
      'GAP',
    ],
    parameters: { keepdims: 'keepDimensions' },
  },
  label: { en: 'Global average pooling', 'zh-Hant': '全域平均池化' },
  category: 'pooling',
  summary: {
    en: 'Replaces each feature map by its mean. Replaces large dense layers and works for any image size.',
    'zh-Hant': '以平均值取代整張特徵圖。可取代龐大的全連接層，而且適用於任何影像大小。',
  },
  reference: {
    title: 'Lin, Chen, Yan: Network In Network (2013), section 3.2',
    url: 'https://arxiv.org/abs/1312.4400',
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
      // A window as large as the image: with its gradient, it takes a third of the time of a mean over two axes.
      const means = averagePool(graph, x, { window: [height, width], strides: [1, 1], padding: 'VALID' });
      return keepDimensions ? means : squeeze(graph, means, [1, 2]);
    }),
  code: {
    keras: (parameters) => kerasGlobalPooling('GlobalAveragePooling2D', parameters),
    pytorch: (parameters) => pytorchGlobalPooling('AdaptiveAvgPool2d', parameters),
  },
};
