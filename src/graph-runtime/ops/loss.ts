import { attr } from './attributes';
import { multiply } from './elementwise';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, type OpNode, outputOf, type Value } from './op-graph';
import { expandDims } from './shape';

/**
 * Cross-entropy -log softmax(logits)[label] of each example, computed together with its gradient and without overflow.
 *
 * @param logits `[batch, classes]`
 * @param labels `[batch]`, int32
 * @returns `[batch]`
 */
export function sparseSoftmaxCrossEntropy(graph: OpGraph, logits: Value, labels: Value): Value {
  const attributes = { T: attr.type(logits.dtype), Tlabels: attr.type(labels.dtype) };
  return crossEntropy(graph, 'SparseSoftmaxCrossEntropyWithLogits', logits, labels, attributes);
}

/**
 * Cross-entropy against class probabilities instead of one class (label smoothing).
 *
 * @param logits and `labels`: `[batch, classes]`
 * @returns `[batch]`
 */
export function softmaxCrossEntropy(graph: OpGraph, logits: Value, labels: Value): Value {
  const attributes = { T: attr.type(logits.dtype) };
  return crossEntropy(graph, 'SoftmaxCrossEntropyWithLogits', logits, labels, attributes);
}

function crossEntropy(
  graph: OpGraph,
  name: string,
  logits: Value,
  labels: Value,
  attributes: OpNode['attributes'],
): Value {
  // The second output is the gradient with regard to the logits: softmax(logits) - labels.
  const op = graph.add(name, [logits, labels], attributes, [
    { dtype: logits.dtype, shape: [logits.shape[0] ?? null] },
    { dtype: logits.dtype, shape: logits.shape },
  ]);
  return outputOf(op, 0);
}

function crossEntropyRule(graph: OpGraph, op: OpNode, gradient: Value): readonly (Value | null)[] {
  return [multiply(graph, expandDims(graph, gradient, -1), outputOf(op, 1)), null];
}

export const lossGradients: GradientRules = {
  SparseSoftmaxCrossEntropyWithLogits: ({ graph, op, gradient }) => crossEntropyRule(graph, op, gradient),
  SoftmaxCrossEntropyWithLogits: ({ graph, op, gradient, needs }) => {
    if (needs(1)) throw new Error(`${inputOf(op, 1).op.name}: labels are not differentiated`);
    return crossEntropyRule(graph, op, gradient);
  },
};
