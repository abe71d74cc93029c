import { absolute, subtract } from '../../ops/elementwise';
import { lossCode, type LossDefinition } from './loss';
import { meanPerExample } from './per-example';

/** The mean of `|z − t|`: single large errors count less than squared. Its gradient where z = t is 0, as in PyTorch. */
export const meanAbsoluteError: LossDefinition = {
  id: 'meanAbsoluteError',
  otherNames: ['L1Loss', 'MeanAbsoluteError', 'MAE'],
  label: { en: 'Mean absolute error', 'zh-Hant': '平均絕對誤差' },
  shortForm: { en: 'absolute error', 'zh-Hant': '平均絕對誤差' },
  compares: 'values',
  lower: (graph, outputs, labels) => meanPerExample(graph, absolute(graph, subtract(graph, outputs, labels))),
  predict: (_graph, outputs) => outputs,
  code: {
    keras: () => lossCode('keras.losses.MeanAbsoluteError()'),
    pytorch: () => lossCode('nn.L1Loss()'),
  },
};
