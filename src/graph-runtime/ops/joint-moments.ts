import { attr, attributeOf } from './attributes';
import { everyonesVectors } from './collectives';
import { filled, scalar } from './constant';
import { addAll, divide, maximum, multiply, square, squaredDifference, subtract } from './elementwise';
import type { GradientRule } from './gradient-rule';
import { batchNormInference } from './normalization';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { allWithGradientOfTheirOwn, withGradientOfItsOwn } from './own-gradient';
import { mean, sum } from './reductions';
import { cast, reshape, shapeOf } from './shape';
import { concat, slice, split } from './slicing';

/** Names of gradient rules. */
export const JOINT_MOMENTS = 'joint moments';
export const SUMMED_GRADIENTS = 'summed gradients';

const ALL_BUT_CHANNELS = [0, 1, 2];

/** Mean and variance of all parts of a batch, per channel. */
export interface JointMoments {
  /** Of the values of a channel; float32, a scalar. */
  readonly count: Value;
  /** `[2 * channels]`: means, and variances (the biased ones). */
  readonly statistics: Value;
  readonly mean: Value;
  /** count / (count - 1) times the biased one, as the native op has it for running statistics. */
  readonly unbiasedVariance: Value;
  /** Takes apart what has the form of `statistics`. */
  split(statistics: Value): { readonly mean: Value; readonly variance: Value };
}

/**
 * What a part of a batch says of each channel: how many values there are, their means, and the sums of their squared deviations from these.
 *
 * @param x `[batch, height, width, channels]`
 * @returns float32 `[1 + 2 * channels]`
 */
export function localMoments(graph: OpGraph, x: Value): Value {
  const examples = cast(graph, slice(graph, shapeOf(graph, x), [0], [1]), 'float32');
  const places = staticSize(x, 1) * staticSize(x, 2);
  const own = mean(graph, x, ALL_BUT_CHANNELS);
  const deviations = sum(graph, squaredDifference(graph, x, own), ALL_BUT_CHANNELS);
  return concat(graph, [multiply(graph, examples, scalar(graph, places)), own, deviations], 0);
}

/** Those of all parts together (Chan, Golub and LeVeque 1983), added up in the order of the parts. */
export function combineMoments(graph: OpGraph, parts: readonly Value[]): JointMoments {
  const [first] = parts;
  if (first === undefined) throw new Error('moments of nothing');
  const channels = (staticSize(first, 0) - 1) / 2;
  const taken = parts.map((part) => {
    const [count, own, deviations] = split(graph, part, [1, channels, channels], 0);
    return { count: count ?? part, own: own ?? part, deviations: deviations ?? part };
  });
  const count = addAll(
    graph,
    taken.map((part) => part.count),
  );
  const sums = taken.map((part) => multiply(graph, part.count, part.own));
  const joint = divide(graph, addAll(graph, sums), count);
  const between = taken.map((part) =>
    multiply(graph, part.count, square(graph, subtract(graph, part.own, joint))),
  );
  const within = taken.map((part) => part.deviations);
  const deviations = addAll(graph, [...within, ...between]);
  const rest = maximum(graph, subtract(graph, count, scalar(graph, 1)), scalar(graph, 1));
  return {
    count: reshape(graph, count, []),
    statistics: concat(graph, [joint, divide(graph, deviations, count)], 0),
    mean: joint,
    unbiasedVariance: divide(graph, deviations, rest),
    split: (statistics) => halves(graph, statistics),
  };
}

function halves(graph: OpGraph, statistics: Value): { readonly mean: Value; readonly variance: Value } {
  const channels = staticSize(statistics, 0) / 2;
  return {
    mean: slice(graph, statistics, [0], [channels]),
    variance: slice(graph, statistics, [channels], [channels]),
  };
}

/** The joint statistics as what a part contributes to: what flows back to them flows on to that part. */
export function withJointMoments(graph: OpGraph, x: Value, { statistics, count }: JointMoments): Value {
  return withGradientOfItsOwn(graph, JOINT_MOMENTS, statistics, [x, count], {});
}

/**
 * d mean / dx = 1 / count and d variance / dx = 2 (x - mean) / count: a number for each channel times x, and another. That is what the op of
 * batch normalization computes, in one pass.
 */
export const jointMomentsGradient: GradientRule = ({ graph, op, gradient, needs }) => {
  if (!needs(1)) return [null, null, null];
  const [statistics, x, count] = [inputOf(op, 0), inputOf(op, 1), inputOf(op, 2)];
  const given = halves(graph, divide(graph, gradient, count));
  const weights = {
    gamma: multiply(graph, given.variance, scalar(graph, 2)),
    beta: given.mean,
    movingMean: halves(graph, statistics).mean,
    movingVariance: filled(graph, 1, [staticSize(given.mean, 0)]),
  };
  return [null, batchNormInference(graph, x, weights, { epsilon: 0 }), null];
};

/**
 * Values that are equal in all parts of a batch, with one gradient for all: see `summedGradients`.
 *
 * @param processes number of processes that each have a part; 1: all parts are here
 */
export function withSummedGradients(
  graph: OpGraph,
  equal: readonly Value[],
  processes = 1,
): readonly Value[] {
  return allWithGradientOfTheirOwn(graph, SUMMED_GRADIENTS, equal, equal, {
    _processes: attr.int(processes),
  });
}

/** Each gets the sum of what flows back to all, added up in the order of the parts. */
export const summedGradients: GradientRule = ({ graph, op, gradients }) => {
  const parts = op.inputs.length / 2;
  const flowing = gradients.slice(0, parts).flatMap((gradient) => (gradient === null ? [] : [gradient]));
  const processes = attributeOf(op, '_processes', 'int');
  const everyones =
    processes === 1 ? flowing : flowing.flatMap((gradient) => everyonesVectors(graph, gradient, processes));
  const total = addAll(graph, everyones);
  return op.inputs.map((_, at) => (at < parts ? null : total));
};
