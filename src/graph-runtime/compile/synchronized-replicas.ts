import type { ReplicaExchange } from '../layers/layer';
import { addAll, multiply } from '../ops/elementwise';
import { withSummedGradients } from '../ops/joint-moments';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { identity, placeholder, readVariable } from '../ops/variables';
import { differentiate } from './differentiate';
import type { LoweredNetwork } from './lower-network';
import { lowerTogether, type ReplicaToLower } from './lower-together';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import type { Replica, ReplicatedStepOptions } from './replica';
import { placeStepSeed } from './train-step';
import type { ProgramWeight } from './weights';
import { checkFinite, trainableOf } from './backward';
import type { StoredBatch } from './data-input';

interface BegunReplica extends ReplicaToLower {
  readonly batch: StoredBatch;
  readonly seed: Value;
  readonly share: Value;
}

/**
 * Replicas whose batch normalization takes its statistics from the whole batch. What is minimized, the sum of their losses times their shares, is
 * differentiated at once, as what one minimizes depends on the examples of all.
 */
export function buildSynchronizedReplicas(
  graph: OpGraph,
  options: ReplicatedStepOptions,
): readonly Replica[] {
  const read = sharedReads(graph);
  const replicas = Array.from({ length: options.replicas }, (_, device) =>
    beginReplica(graph, device, read, options),
  );
  const networks = graph.scoped('replicas', () => lowerTogether(options.plan, replicas, exchangeIn(graph)));
  const forward = replicas.map((replica, at) => ({ ...replica, ...lossOf(replica, networks[at], options) }));
  const gradients = gradientsOf(graph, forward, read);
  return forward.map(({ batch, seed, share, loss, sums, guard, lowering }, at) => ({
    inputs: { ...batch.feeds, seed, share },
    ...{ loss, sums, guard },
    gradients: gradients[at] ?? [],
    // Equal in all replicas: a mean of them would be rounded again.
    statistics: at === 0 ? lowering.updates : [],
  }));
}

/** Each weight read once, where its variable is. */
function sharedReads(graph: OpGraph): (weight: ProgramWeight) => Value {
  const known = new Map<ProgramWeight, Value>();
  return (weight) => {
    const value = known.get(weight) ?? graph.onDevice(null, () => readVariable(graph, weight.variable));
    known.set(weight, value);
    return value;
  };
}

function beginReplica(
  graph: OpGraph,
  device: number,
  read: (weight: ProgramWeight) => Value,
  { weights, readBatch }: ReplicatedStepOptions,
): BegunReplica {
  const place = <T>(build: () => T) => graph.scoped(`${device}`, () => graph.onDevice(device, build));
  return graph.scoped('replicas', () => {
    const [seed, share] = graph.scoped(`${device}`, () => [
      placeStepSeed(graph),
      graph.scoped('feeds/share', () => placeholder(graph, 'float32', [])),
    ]);
    const batch = place(() => readBatch(seed));
    // Of each replica's own, so that gradients come out for each.
    const readWeight = (weight: ProgramWeight) => place(() => identity(graph, read(weight)));
    const lowering = new NetworkLowering(graph, 'train', weights, seed, { readWeight });
    return { batch, seed, share, lowering, place };
  });
}

/** Of replicas that are all in this graph. */
function exchangeIn(graph: OpGraph): ReplicaExchange {
  return {
    everyones: (own) => own,
    withSummedGradients: (equal) => withSummedGradients(graph, equal),
  };
}

type Forward = BegunReplica & ReturnType<typeof lossOf>;

function lossOf(
  { lowering, batch, share, place }: BegunReplica,
  network: LoweredNetwork | undefined,
  { plan }: ReplicatedStepOptions,
) {
  if (network === undefined) throw new Error('a replica was not lowered');
  const { graph } = lowering;
  return graph.scoped('replicas', () =>
    place(() => {
      const { losses, sums } = predict(plan, network, lowering, batch);
      const loss = mean(graph, losses, [0]);
      const minimized = objective(plan, network, lowering, loss, batch);
      return { loss, sums, guard: checkFinite(graph, minimized), part: multiply(graph, minimized, share) };
    }),
  );
}

function gradientsOf(
  graph: OpGraph,
  replicas: readonly Forward[],
  read: (weight: ProgramWeight) => Value,
): readonly Replica['gradients'][] {
  const total = graph.scoped('replicas/total', () =>
    addAll(
      graph,
      replicas.map(({ part }) => part),
    ),
  );
  const trained = replicas.map(({ lowering }) => trainableOf(lowering));
  const targets = trained.flat().map(({ value }) => value);
  const gradients = new Map(
    differentiate(graph, total, targets).map((gradient, at) => [targets[at], gradient] as const),
  );
  return trained.map((weights) =>
    weights.flatMap(({ weight, value }) => {
      const gradient = gradients.get(value);
      return gradient ? [{ weight, value: read(weight), gradient }] : [];
    }),
  );
}
