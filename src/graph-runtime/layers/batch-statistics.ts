import { add, multiply } from '../ops/elementwise';
import { scalar } from '../ops/constant';
import { combineMoments, type JointMoments, localMoments, withJointMoments } from '../ops/joint-moments';
import { type BatchNormWeights, batchNormInference, unitScale, zeroCenter } from '../ops/normalization';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import type { LoweringContext, ReplicaExchange, ReplicaOfNode } from './layer';

interface NormalizationParameters {
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
}

/** The native op wants `[batch, height, width, channels]`: other ranks are brought to it, all axes but channels as one. */
export function asImage(
  graph: OpGraph,
  x: Value,
): { readonly image: Value; readonly restore: (y: Value) => Value } {
  if (x.shape.length === 4) return { image: x, restore: (y) => y };
  const image = reshape(graph, x, [null, 1, 1, staticSize(x, -1)]);
  return { image, restore: (y) => reshape(graph, y, x.shape) };
}

export function normalizationWeights(
  context: LoweringContext,
  { scale, center }: NormalizationParameters,
  image: Value,
): BatchNormWeights {
  const channels = staticSize(image, -1);
  return {
    gamma: scale ? context.weight('gamma') : unitScale(context.graph, channels),
    beta: center ? context.weight('beta') : zeroCenter(context.graph, channels),
    movingMean: context.weight('movingMean'),
    movingVariance: context.weight('movingVariance'),
  };
}

/**
 * Batch normalization of all replicas by the mean and variance of all their examples (synchronized batch normalization; Peng et al. 2018, MegDet,
 * section 3.3). Each takes count, mean and squared deviations of its own examples, which are combined in one exchange; the sums that the
 * gradient takes are exchanged in another. Running statistics come out equal in all replicas.
 */
export function normalizeTogether(
  replicas: readonly ReplicaOfNode[],
  parameters: NormalizationParameters,
  exchange: ReplicaExchange,
): readonly (readonly Value[])[] {
  const nodes = replicas.flatMap((replica) =>
    replica.inputs.map((x) => {
      const { graph } = replica.context;
      return { ...replica, graph, ...replica.place(() => asImage(graph, x)) };
    }),
  );
  const [first] = nodes;
  if (first === undefined) return [];
  const { graph } = first;
  const moments = combineMoments(
    graph,
    exchange.everyones(nodes.map(({ place, image }) => place(() => localMoments(graph, image)))),
  );
  const own = nodes.map(({ place, image }) => place(() => withJointMoments(graph, image, moments)));
  const statistics = exchange.withSummedGradients(own);
  return nodes.map(({ context, place, image, restore }, at) =>
    place(() => {
      const { mean, variance } = moments.split(statistics[at] ?? moments.statistics);
      const weights = normalizationWeights(context, parameters, image);
      updateRunning(context, parameters, weights, moments);
      const given = { ...weights, movingMean: mean, movingVariance: variance };
      return [restore(batchNormInference(graph, image, given, parameters))];
    }),
  );
}

/** `running = momentum · running + (1 − momentum) · batch`, of the unbiased variance. */
function updateRunning(
  context: LoweringContext,
  { momentum }: NormalizationParameters,
  { movingMean, movingVariance }: BatchNormWeights,
  { mean, unbiasedVariance }: JointMoments,
): void {
  const { graph } = context;
  const moved = (running: Value, batch: Value) =>
    add(
      graph,
      multiply(graph, running, scalar(graph, momentum)),
      multiply(graph, batch, scalar(graph, 1 - momentum)),
    );
  context.updateWeight('movingMean', moved(movingMean, mean));
  context.updateWeight('movingVariance', moved(movingVariance, unbiasedVariance));
}
