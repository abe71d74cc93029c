import { attr, attributeOf } from './attributes';
import { filled, scalar } from './constant';
import { add, divide, multiply, negative, reciprocalSquareRoot } from './elementwise';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, type OpNode, outputOf, staticSize, type Value } from './op-graph';
import { cast, unwidened } from './shape';

export interface BatchNormOptions {
  readonly epsilon: number;
  /** In training mode: the share of the batch's statistics in the new running ones, 1 - momentum. */
  readonly averageFactor?: number;
}

export interface BatchNormWeights {
  /** All `[channels]`, float32. */
  readonly gamma: Value;
  readonly beta: Value;
  readonly movingMean: Value;
  readonly movingVariance: Value;
}

export interface TrainedBatchNorm {
  readonly y: Value;
  /** The running statistics' new values: (1 - averageFactor) * old + averageFactor * batch; the variance is the unbiased one. */
  readonly movingMean: Value;
  readonly movingVariance: Value;
}

/**
 * Batch normalization with the batch's own mean and variance per channel (Ioffe and Szegedy 2015), in one op.
 *
 * @param x `[batch, height, width, channels]`
 */
export function batchNormTrain(
  graph: OpGraph,
  x: Value,
  weights: BatchNormWeights,
  options: BatchNormOptions,
): TrainedBatchNorm {
  const op = fusedBatchNorm(graph, x, weights, options, true);
  return {
    y: cast(graph, outputOf(op, 0), x.dtype),
    movingMean: outputOf(op, 1),
    movingVariance: outputOf(op, 2),
  };
}

/** Batch normalization with the running statistics: (x - mean) / sqrt(variance + epsilon) * gamma + beta. */
export function batchNormInference(
  graph: OpGraph,
  x: Value,
  weights: BatchNormWeights,
  options: BatchNormOptions,
): Value {
  return cast(graph, outputOf(fusedBatchNorm(graph, x, weights, options, false), 0), x.dtype);
}

/** Statistics and arithmetic are float32 whatever the image's type is. */
function fusedBatchNorm(
  graph: OpGraph,
  widened: Value,
  weights: BatchNormWeights,
  options: BatchNormOptions,
  isTraining: boolean,
): OpNode {
  const x = unwidened(widened);
  const channels = [staticSize(x, 3)];
  const attributes = {
    T: attr.type(x.dtype),
    U: attr.type('float32'),
    epsilon: attr.float(options.epsilon),
    exponential_avg_factor: attr.float(isTraining ? (options.averageFactor ?? 1) : 1),
    data_format: attr.string('NHWC'),
    is_training: attr.bool(isTraining),
  };
  const inputs = [x, weights.gamma, weights.beta, weights.movingMean, weights.movingVariance];
  const statistic = { dtype: 'float32', shape: channels } as const;
  // The last three outputs carry the batch's statistics to the gradient op.
  return graph.add('FusedBatchNormV3', inputs, attributes, [
    { dtype: x.dtype, shape: x.shape },
    statistic,
    statistic,
    statistic,
    statistic,
    { dtype: 'float32', shape: [] },
  ]);
}

export interface ResponseNormOptions {
  /** Neighboring channels on either side. */
  readonly depthRadius: number;
  readonly bias: number;
  /** Factor of the sum of squares (not of their mean). */
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Local response normalization across channels: x / (bias + alpha * sum of squares of 2 * depthRadius + 1 channels) ^ beta
 * (Krizhevsky et al. 2012, section 3.3).
 */
export function localResponseNorm(graph: OpGraph, x: Value, options: ResponseNormOptions): Value {
  const attributes = {
    T: attr.type(x.dtype),
    depth_radius: attr.int(options.depthRadius),
    bias: attr.float(options.bias),
    alpha: attr.float(options.alpha),
    beta: attr.float(options.beta),
  };
  return graph.value('LRN', [x], attributes, x.dtype, x.shape);
}

/** Constant gamma = 1 and beta = 0 for a normalization without scale or center. */
export function unitScale(graph: OpGraph, channels: number): Value {
  return filled(graph, 1, [channels]);
}
export function zeroCenter(graph: OpGraph, channels: number): Value {
  return filled(graph, 0, [channels]);
}

/**
 * Of y = scale (x - mean) / sqrt(variance + epsilon) + offset with regard to mean and variance, from the gradients with regard to scale and offset:
 * these are the sums that it takes.
 */
function statisticsGradient(graph: OpGraph, op: OpNode, scale: Value, offset: Value): readonly Value[] {
  const [gamma, variance] = [inputOf(op, 1), inputOf(op, 4)];
  const spread = add(graph, variance, scalar(graph, attributeOf(op, 'epsilon', 'float')));
  const factor = multiply(graph, gamma, reciprocalSquareRoot(graph, spread));
  const ofVariance = divide(graph, multiply(graph, gamma, scale), multiply(graph, spread, scalar(graph, -2)));
  return [negative(graph, multiply(graph, factor, offset)), ofVariance];
}

export const normalizationGradients: GradientRules = {
  FusedBatchNormV3: ({ graph, op, gradient, needs }) => {
    const x = inputOf(op, 0);
    const isTraining = attributeOf(op, 'is_training', 'bool');
    // With running statistics these are constants of the normalization; with the batch's they are differentiated too.
    const [mean, variance] = isTraining
      ? [outputOf(op, 3), outputOf(op, 4)]
      : [inputOf(op, 3), inputOf(op, 4)];
    const { exponential_avg_factor: _, ...attributes } = op.attributes;
    const channels = { dtype: 'float32', shape: [staticSize(x, 3)] } as const;
    const empty = { dtype: 'float32', shape: [0] } as const;
    const backward = graph.add(
      'FusedBatchNormGradV3',
      [gradient, x, inputOf(op, 1), mean, variance, outputOf(op, 5)],
      attributes,
      [{ dtype: x.dtype, shape: x.shape }, channels, channels, empty, empty],
    );
    const [dx, scale, offset] = [outputOf(backward, 0), outputOf(backward, 1), outputOf(backward, 2)];
    // The op's own statistics are inside of its gradient; those it is given are constants, but where others than a layer's running ones are given.
    if (isTraining || !needs(3)) return [dx, scale, offset, null, null];
    return [dx, scale, offset, ...statisticsGradient(graph, op, scale, offset)];
  },
  LRN: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    return [graph.value('LRNGrad', [gradient, x, outputOf(op)], op.attributes, x.dtype, x.shape)];
  },
};
