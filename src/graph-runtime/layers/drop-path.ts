import { batchAndSizes, type DropParameters, dropsAt, dropValues, rateParameter } from './dropping';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

/** In training, sets all values of an example to zero with probability `rate` and scales those of the others by `1 / (1 − rate)`. */
export const dropPath: LayerDefinition<DropParameters> = {
  type: 'dropPath',
  version: 1,
  otherNames: {
    types: ['StochasticDepth', 'DropConnectPath'],
    parameters: { p: 'rate', drop_prob: 'rate', prob: 'rate' },
  },
  label: { en: 'Drop path', 'zh-Hant': '丟棄路徑' },
  category: 'regularization',
  summary: {
    en: 'Drops a whole branch for random examples in training (stochastic depth): put it at the end of a residual branch, before Add.',
    'zh-Hant': '訓練時對隨機的樣本捨棄整條分支（隨機深度）：放在殘差分支的末端、相加之前。',
  },
  reference: {
    title: 'Huang, Sun, Liu, Sedra, Weinberger: Deep Networks with Stochastic Depth (2016)',
    url: 'https://arxiv.org/abs/1603.09382',
  },
  parameters: { rate: { ...rateParameter, default: 0.1 } },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ rate }) => `${rate}`,
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  effect: ({ rate }) => dropsAt(rate, 'values'),
  lower(context, { rate }, inputs) {
    if (context.mode === 'evaluate' || rate === 0) return inputs;
    return inputs.map((x) => {
      const ones = x.shape.slice(1).map(() => 1);
      const random = context.randomUniform(batchAndSizes(context.graph, x, ones), [null, ...ones]);
      return dropValues(context, x, random, rate);
    });
  },
  code: {
    keras: ({ rate }, inputs) =>
      pythonCall('keras.layers.Dropout', [rate], {
        noise_shape: `(None, ${firstShape(inputs)
          .map(() => 1)
          .join(', ')})`,
      }),
    pytorch: () => null,
  },
};
