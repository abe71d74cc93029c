import { sigmoid, softplus } from '../../ops/activations';
import { constant, scalar } from '../../ops/constant';
import { add, multiply, subtract } from '../../ops/elementwise';
import type { OpGraph, Value } from '../../ops/op-graph';
import { pythonCall, unlessDefault } from '../../text/python-call';
import { lossCode, type LossDefinition } from './loss';
import { meanPerExample } from './per-example';
import { sigmoidReach } from './reach';

/** The mean of `−t log σ(z) − (1 − t) log(1 − σ(z))`, in the form `softplus(z) − t z` that does not overflow. */
export const binaryCrossEntropy: LossDefinition = {
  id: 'binaryCrossEntropy',
  otherNames: ['BCEWithLogitsLoss', 'BinaryCrossentropy'],
  label: { en: 'Binary cross-entropy', 'zh-Hant': '二元交叉熵' },
  shortForm: { en: 'binary cross-entropy', 'zh-Hant': '二元交叉熵' },
  compares: 'values',
  reach: sigmoidReach,
  lower(graph, outputs, labels, { labelSmoothing, classWeights }) {
    const targets = smoothed(graph, labels, labelSmoothing);
    if (classWeights !== null)
      return meanPerExample(graph, ofWeighted(graph, outputs, targets, classWeights));
    const product = multiply(graph, targets, outputs);
    return meanPerExample(graph, subtract(graph, softplus(graph, outputs), product));
  },
  predict: (graph, outputs) => sigmoid(graph, outputs),
  code: {
    // Keras' loss knows no weights of positives.
    keras: ({ labelSmoothing, isWeighted }) =>
      isWeighted
        ? null
        : lossCode(
            pythonCall('keras.losses.BinaryCrossentropy', [], {
              from_logits: 'True',
              label_smoothing: unlessDefault(labelSmoothing, 0),
            }),
          ),
    pytorch: ({ labelSmoothing, isWeighted }) =>
      labelSmoothing === 0
        ? lossCode(
            pythonCall('nn.BCEWithLogitsLoss', [], { pos_weight: isWeighted ? 'class_weights' : null }),
          )
        : null,
  },
};

/**
 * `−w t log σ(z) − (1 − t) log(1 − σ(z))` as `(1 − t) z + (1 + (w − 1) t) softplus(−z)`, which does not overflow either: PyTorch's
 * `BCEWithLogitsLoss(pos_weight=w)`.
 */
function ofWeighted(graph: OpGraph, outputs: Value, targets: Value, weights: readonly number[]): Value {
  const one = scalar(graph, 1);
  const more = constant(
    graph,
    weights.map((weight) => weight - 1),
    [weights.length],
  );
  const factors = add(graph, one, multiply(graph, more, targets));
  const negatives = multiply(graph, subtract(graph, one, targets), outputs);
  return add(
    graph,
    negatives,
    multiply(graph, factors, softplus(graph, multiply(graph, outputs, scalar(graph, -1)))),
  );
}

/** Each answer is one of two: `t (1 − ε) + ε / 2`. */
function smoothed(graph: OpGraph, labels: Value, labelSmoothing: number): Value {
  if (labelSmoothing === 0) return labels;
  const scaled = multiply(graph, labels, scalar(graph, 1 - labelSmoothing));
  return add(graph, scaled, scalar(graph, labelSmoothing / 2));
}
