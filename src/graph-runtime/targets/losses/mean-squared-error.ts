import { squaredDifference } from '../../ops/elementwise';
import { lossCode, type LossDefinition } from './loss';
import { meanPerExample } from './per-example';

/** The mean of `(z − t)²`. */
export const meanSquaredError: LossDefinition = {
  id: 'meanSquaredError',
  otherNames: ['MSELoss', 'MeanSquaredError', 'MSE'],
  label: { en: 'Mean squared error', 'zh-Hant': '均方誤差' },
  shortForm: { en: 'squared error', 'zh-Hant': '均方誤差' },
  compares: 'values',
  lower: (graph, outputs, labels) => meanPerExample(graph, squaredDifference(graph, outputs, labels)),
  predict: (_graph, outputs) => outputs,
  code: {
    keras: () => lossCode('keras.losses.MeanSquaredError()'),
    pytorch: () => lossCode('nn.MSELoss()'),
  },
};
