import { softmax } from '../../ops/activations';
import { constant, scalar } from '../../ops/constant';
import { divide, maximum, multiply } from '../../ops/elementwise';
import { softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from '../../ops/loss';
import { type OpGraph, staticSize, type Value } from '../../ops/op-graph';
import { reshape } from '../../ops/shape';
import { gather, oneHot } from '../../ops/slicing';
import { pythonCall, unlessDefault } from '../../text/python-call';
import { countedPlaces } from './counted-places';
import { lossCode, type LossDefinition } from './loss';
import { meanPerExample, sumPerExample } from './per-example';
import { softmaxReach } from './reach';

/**
 * The mean over the places of `−Σ tₖ log softmax(z)ₖ` with the targets t `(1 − ε)` at the label and `ε / classes` everywhere. Places that
 * are ignored are left out; an example of which all places are has a loss of 0. With class weights each place is multiplied by the weight of
 * its label, and the mean is still over the number of places (decision 0172).
 */
export const crossEntropy: LossDefinition = {
  id: 'crossEntropy',
  otherNames: ['CrossEntropyLoss', 'CategoricalCrossentropy', 'SparseCategoricalCrossentropy'],
  label: { en: 'Cross-entropy', 'zh-Hant': '交叉熵' },
  shortForm: { en: 'cross-entropy', 'zh-Hant': '交叉熵' },
  compares: 'classes',
  reach: softmaxReach,
  lower(graph, outputs, labels, { labelSmoothing, ignored, classWeights }) {
    const places = countedPlaces(graph, labels, ignored);
    const plain = reshape(graph, ofRows(graph, outputs, places.labels, labelSmoothing), labels.shape);
    const losses = weighted(graph, plain, places.labels, classWeights);
    if (places.counts === null) return meanPerExample(graph, losses);
    const total = sumPerExample(graph, multiply(graph, losses, places.counts));
    const count = maximum(graph, sumPerExample(graph, places.counts), scalar(graph, 1));
    return divide(graph, total, count);
  },
  predict: (graph, outputs) => softmax(graph, outputs),
  code: {
    keras({ labelSmoothing, ignored, isWeighted }) {
      const call = isWeighted ? 'criterion(labels, scores, sample_weight=class_weights[labels])' : undefined;
      const from_logits = 'True';
      if (labelSmoothing === 0) {
        const keywords = { from_logits, ignore_class: ignored };
        return lossCode(pythonCall('keras.losses.SparseCategoricalCrossentropy', [], keywords), call);
      }
      // Nothing can be left out of it.
      if (ignored !== null) return null;
      const keywords = { from_logits, label_smoothing: labelSmoothing };
      return lossCode(pythonCall('keras.losses.CategoricalCrossentropy', [], keywords), call);
    },
    pytorch: ({ labelSmoothing, ignored, isWeighted }) =>
      lossCode(
        pythonCall('nn.CrossEntropyLoss', [], {
          ignore_index: ignored,
          reduction: isWeighted ? '"none"' : null,
          label_smoothing: unlessDefault(labelSmoothing, 0),
        }),
        // Its own `weight` would divide by the sum of the weights (decision 0172).
        isWeighted ? '(class_weights[labels] * criterion(scores, labels)).mean()' : undefined,
      ),
  },
};

/** Each place's loss by the weight of its class. */
function weighted(graph: OpGraph, losses: Value, labels: Value, weights: readonly number[] | null): Value {
  if (weights === null) return losses;
  return multiply(graph, losses, gather(graph, constant(graph, weights, [weights.length]), labels));
}

/** `[places of the batch]`: the ops take rows of scores. */
function ofRows(graph: OpGraph, outputs: Value, labels: Value, labelSmoothing: number): Value {
  const classes = staticSize(outputs, outputs.shape.length - 1);
  const scores = reshape(graph, outputs, [null, classes]);
  const rows = reshape(graph, labels, [null]);
  if (labelSmoothing === 0) return sparseSoftmaxCrossEntropy(graph, scores, rows);
  const share = labelSmoothing / classes;
  return softmaxCrossEntropy(graph, scores, oneHot(graph, rows, classes, 1 - labelSmoothing + share, share));
}
