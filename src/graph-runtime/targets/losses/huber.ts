import { scalar } from '../../ops/constant';
import { absolute, minimum, multiply, subtract } from '../../ops/elementwise';
import { pythonCall, unlessDefault } from '../../text/python-call';
import { lossCode, type LossDefinition } from './loss';
import { meanPerExample } from './per-example';

/** Where documents do not say: one standard deviation of standardized numbers. */
export const USUAL_HUBER_DELTA = 1;

/**
 * The mean of `d² / 2` where `d = |z − t|` is at most δ, and of `δ (d − δ / 2)` beyond (Huber 1964). With `q = min(d, δ)` both are
 * `q (d − q / 2)`, whose gradient is right on either side.
 */
export const huber: LossDefinition = {
  id: 'huber',
  otherNames: ['HuberLoss', 'Huber', 'SmoothL1Loss'],
  label: { en: 'Huber loss', 'zh-Hant': 'Huber 損失' },
  shortForm: { en: 'Huber', 'zh-Hant': 'Huber' },
  compares: 'values',
  lower(graph, outputs, labels, { huberDelta }) {
    const distance = absolute(graph, subtract(graph, outputs, labels));
    const quadratic = minimum(graph, distance, scalar(graph, huberDelta));
    const half = multiply(graph, quadratic, scalar(graph, 0.5));
    return meanPerExample(graph, multiply(graph, quadratic, subtract(graph, distance, half)));
  },
  predict: (_graph, outputs) => outputs,
  code: {
    keras: ({ huberDelta }) =>
      lossCode(pythonCall('keras.losses.Huber', [], { delta: unlessDefault(huberDelta, 1) })),
    pytorch: ({ huberDelta }) =>
      lossCode(pythonCall('nn.HuberLoss', [], { delta: unlessDefault(huberDelta, 1) })),
  },
};
