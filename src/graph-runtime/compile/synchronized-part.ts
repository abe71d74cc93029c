import type { ReplicaExchange } from '../layers/layer';
import { everyonesVectors } from '../ops/collectives';
import { addAll, multiply } from '../ops/elementwise';
import { withSummedGradients } from '../ops/joint-moments';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { reshape } from '../ops/shape';
import { identity } from '../ops/variables';
import { checkFinite, weightGradients } from './backward';
import { lowerTogether } from './lower-together';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import type { TakenPart, TrainStepOptions } from './train-step-options';

/**
 * This process's part of a batch whose batch normalization takes its statistics from the parts of all processes: the numbers of one of as many
 * replicas in one process (`buildSynchronizedReplicas`). All processes have to take theirs at the same time.
 *
 * @param share of the part in the batch
 */
export function buildSynchronizedPart(
  graph: OpGraph,
  share: Value,
  { plan, batch, weights, seed, processes }: TrainStepOptions & { readonly processes: number },
): TakenPart {
  const place = <T>(build: () => T) => graph.scoped('together', build);
  const lowering = new NetworkLowering(graph, 'train', weights, seed);
  const replica = { lowering, batch, place };
  const [network] = lowerTogether(plan, [replica], exchangeOver(graph, processes));
  if (network === undefined) throw new Error('the network was not lowered');
  const { losses, sums } = predict(plan, network, lowering, batch);
  const loss = graph.scoped('together/loss', () => mean(graph, losses, [0]));
  const minimized = objective(plan, network, lowering, loss, batch);
  // Of all parts: if one's loss is not finite all calls end here, and none waits for it on the way back.
  const guard = graph.scoped('together/total', () => {
    const own = reshape(graph, multiply(graph, minimized, share), [1]);
    return checkFinite(graph, addAll(graph, everyonesVectors(graph, own, processes)));
  });
  const flowing = identity(graph, share, [guard]);
  const gradients = weightGradients(graph, minimized, lowering, flowing);
  return { loss, sums, guard, gradients, statistics: lowering.updates };
}

function exchangeOver(graph: OpGraph, processes: number): ReplicaExchange {
  return {
    everyones: (own) => own.flatMap((vector) => everyonesVectors(graph, vector, processes)),
    withSummedGradients: (equal) => withSummedGradients(graph, equal, processes),
  };
}
