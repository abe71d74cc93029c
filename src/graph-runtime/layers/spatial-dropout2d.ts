import { defineDropping } from './dropping';
import { pythonCall } from './python';
import { inferImage, inferred } from './shape-rules';

/** In training, sets whole channels of an example to zero with probability `rate` and scales the others by `1 / (1 − rate)`. */
export const spatialDropout2d = defineDropping({
  type: 'spatialDropout2d',
  otherNames: { types: ['Dropout2d', 'FeatureDropout'] },
  label: { en: 'Spatial dropout', 'zh-Hant': '空間丟棄法' },
  summary: {
    en: 'Sets whole feature maps to zero in training. Suits convolutions, whose neighboring values are similar.',
    'zh-Hant': '訓練時隨機關閉整張特徵圖。適合卷積，因為相鄰的數值內容相近。',
  },
  reference: {
    title:
      'Tompson, Goroshin, Jain, LeCun, Bregler: Efficient Object Localization Using Convolutional Networks (2014), section 3.2',
    url: 'https://arxiv.org/abs/1411.4280',
  },
  drops: 'channels',
  infer: (_parameters, inputs) => inferImage(inputs, inferred),
  mask: (shape) => shape.map((size, axis) => (axis === 2 ? size : 1)),
  code: {
    keras: ({ rate }) => pythonCall('keras.layers.SpatialDropout2D', [rate]),
    pytorch: ({ rate }) => pythonCall('nn.Dropout2d', [rate]),
  },
});
