import { defineDropping } from './dropping';
import { pythonCall } from './python';

/** In training, sets each value to zero with probability `rate` and scales the others by `1 / (1 − rate)`. */
export const dropout = defineDropping({
  type: 'dropout',
  otherNames: { types: [] },
  label: { en: 'Dropout', 'zh-Hant': '丟棄法（Dropout）' },
  summary: {
    en: 'Sets random values to zero in training, so that the network cannot rely on any single one. Has no effect in evaluation.',
    'zh-Hant': '訓練時隨機關閉部分數值，讓網路不能只依賴其中之一。評估時不起作用。',
  },
  reference: {
    title:
      'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout: A Simple Way to Prevent Neural Networks from Overfitting (2014)',
    url: 'https://jmlr.org/papers/v15/srivastava14a.html',
  },
  drops: 'values',
  code: {
    keras: ({ rate }) => pythonCall('keras.layers.Dropout', [rate]),
    pytorch: ({ rate }) => pythonCall('nn.Dropout', [rate]),
  },
});
