import { defineDropping } from './dropping';
import { pythonCall } from './python';
import { firstShape } from './shape-rules';

/** In training, sets all values of an example to zero with probability `rate` and scales those of the others by `1 / (1 − rate)`. */
export const dropPath = defineDropping({
  type: 'dropPath',
  otherNames: { types: ['StochasticDepth', 'DropConnectPath'] },
  label: { en: 'Drop path', 'zh-Hant': '丟棄路徑' },
  summary: {
    en: 'Drops a whole branch for random examples in training (stochastic depth): put it at the end of a residual branch, before Add.',
    'zh-Hant': '訓練時對隨機的樣本捨棄整條分支（隨機深度）：放在殘差分支的末端、相加之前。',
  },
  reference: {
    title: 'Huang, Sun, Liu, Sedra, Weinberger: Deep Networks with Stochastic Depth (2016)',
    url: 'https://arxiv.org/abs/1603.09382',
  },
  initialRate: 0.1,
  drops: 'values',
  mask: (shape) => shape.map(() => 1),
  code: {
    keras: ({ rate }, inputs) =>
      pythonCall('keras.layers.Dropout', [rate], {
        noise_shape: `(None, ${firstShape(inputs)
          .map(() => 1)
          .join(', ')})`,
      }),
    pytorch: () => null,
  },
});
