import { sigmoid, softplus } from '../../ops/activations';
import { scalar } from '../../ops/constant';
import { add, multiply, subtract } from '../../ops/elementwise';
import type { OpGraph, Value } from '../../ops/op-graph';
import type { LossDefinition } from './loss';
import { meanPerExample } from './per-example';
import { sigmoidReach } from './reach';

/** The mean of `−t log σ(z) − (1 − t) log(1 − σ(z))`, in the form `softplus(z) − t z` that does not overflow. */
export const binaryCrossEntropy: LossDefinition = {
  id: 'binaryCrossEntropy',
  label: { en: 'Binary cross-entropy', 'zh-Hant': '二元交叉熵' },
  shortForm: { en: 'binary cross-entropy', 'zh-Hant': '二元交叉熵' },
  compares: 'values',
  reach: sigmoidReach,
  lower(graph, outputs, labels, { labelSmoothing }) {
    const targets = smoothed(graph, labels, labelSmoothing);
    const product = multiply(graph, targets, outputs);
    return meanPerExample(graph, subtract(graph, softplus(graph, outputs), product));
  },
  predict: (graph, outputs) => sigmoid(graph, outputs),
};

/** Each answer is one of two: `t (1 − ε) + ε / 2`. */
function smoothed(graph: OpGraph, labels: Value, labelSmoothing: number): Value {
  if (labelSmoothing === 0) return labels;
  const scaled = multiply(graph, labels, scalar(graph, 1 - labelSmoothing));
  return add(graph, scaled, scalar(graph, labelSmoothing / 2));
}
