import { staticSize } from '../ops/op-graph';
import { batchAndSizes, type DropParameters, dropsAt, dropValues, rateParameter } from './dropping';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import { reachesItself } from './reach';
import {
  asImage,
  firstShape,
  imageExpected,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';

/** In training, sets whole channels of an example to zero with probability `rate` and scales the others by `1 / (1 − rate)`. */
export const spatialDropout2d: LayerDefinition<DropParameters> = {
  type: 'spatialDropout2d',
  version: 1,
  otherNames: {
    types: ['Dropout2d', 'FeatureDropout'],
    parameters: { p: 'rate', prob: 'rate', ratio: 'rate' },
  },
  label: { en: 'Spatial dropout', 'zh-Hant': '空間丟棄法' },
  category: 'regularization',
  summary: {
    en: 'Sets whole feature maps to zero in training. Suits convolutions, whose neighboring values are similar.',
    'zh-Hant': '訓練時隨機關閉整張特徵圖。適合卷積，因為相鄰的數值內容相近。',
  },
  reference: {
    title:
      'Tompson, Goroshin, Jain, LeCun, Bregler: Efficient Object Localization Using Convolutional Networks (2014), section 3.2',
    url: 'https://arxiv.org/abs/1411.4280',
  },
  parameters: { rate: rateParameter },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ rate }) => `${rate}`,
  infer(_parameters, inputs) {
    const image = asImage(firstShape(inputs));
    return image === null ? refused(imageExpected(firstShape(inputs))) : inferred(image);
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  effect: ({ rate }) => dropsAt(rate, 'channels'),
  lower(context, { rate }, inputs) {
    if (context.mode === 'evaluate' || rate === 0) return inputs;
    return inputs.map((x) => {
      const channels = staticSize(x, 3);
      const random = context.randomUniform(batchAndSizes(context.graph, x, [1, 1, channels]), [
        null,
        1,
        1,
        channels,
      ]);
      return dropValues(context, x, random, rate);
    });
  },
  code: {
    keras: ({ rate }) => pythonCall('keras.layers.SpatialDropout2D', [rate]),
    pytorch: ({ rate }) => pythonCall('nn.Dropout2d', [rate]),
  },
};
