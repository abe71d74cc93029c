import { type DropParameters, dropsAt, dropValues, rateParameter } from './dropping';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { reachesItself } from './reach';

/** In training, sets each value to zero with probability `rate` and scales the others by `1 / (1 − rate)`. */
export const dropout: LayerDefinition<DropParameters> = {
  type: 'dropout',
  version: 1,
  otherNames: {
    types: [],
    parameters: { p: 'rate', prob: 'rate', ratio: 'rate' },
  },
  label: { en: 'Dropout', 'zh-Hant': '丟棄法（Dropout）' },
  category: 'regularization',
  summary: {
    en: 'Sets random values to zero in training, so that the network cannot rely on any single one. Has no effect in evaluation.',
    'zh-Hant': '訓練時隨機關閉部分數值，讓網路不能只依賴其中之一。評估時不起作用。',
  },
  reference: {
    title:
      'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout: A Simple Way to Prevent Neural Networks from Overfitting (2014)',
    url: 'https://jmlr.org/papers/v15/srivastava14a.html',
  },
  parameters: { rate: rateParameter },
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
    return inputs.map((x) => dropValues(context, x, context.randomUniformLike(x), rate));
  },
  code: {
    keras: ({ rate }) => pythonCall('keras.layers.Dropout', [rate]),
    pytorch: ({ rate }) => pythonCall('nn.Dropout', [rate]),
  },
};
