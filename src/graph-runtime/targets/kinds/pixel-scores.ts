import { softplus } from '../../ops/activations';
import { constant, scalar } from '../../ops/constant';
import { divide, maximum, multiply, subtract } from '../../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../../ops/op-graph';
import { mean } from '../../ops/reductions';
import { zerosLike } from '../../ops/shape';
import { concat, gather, oneHot } from '../../ops/slicing';
import { countedPlaces } from '../losses/counted-places';
import type { LossOptions } from '../losses/loss';
import { meanPerExample, sumPerExample } from '../losses/per-example';

/* Scores of pixels, `[batch, height, width, channels]`. */

const channelsOf = (outputs: Value) => staticSize(outputs, outputs.shape.length - 1);

/** Whether one score stands for two classes: above 0 it is the second one. */
export function isSingle(outputs: Value): boolean {
  return channelsOf(outputs) === 1;
}

/** A score for each class. A single one is that of the second, against 0: softmax makes the sigmoid of it. */
export function classScores(graph: OpGraph, outputs: Value): Value {
  return isSingle(outputs) ? concat(graph, [zerosLike(graph, outputs), outputs], -1) : outputs;
}

/**
 * Whether each pixel is of each class, one question a class: the mean over classes and pixels of `softplus(z) − t z`, the binary cross-entropy in
 * the form that does not overflow. Pixels of the ignored class do not count, class weights are those of a pixel's class.
 *
 * @param labels int32 `[batch, height, width]`
 * @returns `[batch]`
 */
export function binaryOfPixels(
  graph: OpGraph,
  scores: Value,
  labels: Value,
  { labelSmoothing, ignored, classWeights }: LossOptions,
): Value {
  const places = countedPlaces(graph, labels, ignored);
  const [off, on] = [labelSmoothing / 2, 1 - labelSmoothing / 2];
  const answers = oneHot(graph, places.labels, channelsOf(scores), on, off);
  const each = subtract(graph, softplus(graph, scores), multiply(graph, answers, scores));
  const plain = mean(graph, each, [3]);
  const factors =
    classWeights && gather(graph, constant(graph, classWeights, [classWeights.length]), places.labels);
  const losses = factors === null ? plain : multiply(graph, plain, factors);
  if (places.counts === null) return meanPerExample(graph, losses);
  const count = maximum(graph, sumPerExample(graph, places.counts), scalar(graph, 1));
  return divide(graph, sumPerExample(graph, multiply(graph, losses, places.counts)), count);
}
