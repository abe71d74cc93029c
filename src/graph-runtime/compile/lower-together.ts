import type { ReplicaExchange } from '../layers/layer';
import {
  allOutputs,
  beginPass,
  definitionOf,
  type Entering,
  type LoweredNetwork,
  type NetworkPlan,
  nodesOf,
} from './lower-network';
import type { NetworkLowering } from './lowering-context';

/** A replica of a network, and the part of a batch that enters it. */
export interface ReplicaToLower {
  readonly lowering: NetworkLowering;
  readonly batch: Entering;
  /** Adds what `build` adds on the replica's device. */
  place<T>(build: () => T): T;
}

/**
 * Lowers replicas of a network for training node by node, so that a layer may use in one what it has made of the examples of another
 * (`LayerDefinition.lowerTogether`).
 */
export function lowerTogether(
  plan: NetworkPlan,
  replicas: readonly ReplicaToLower[],
  exchange: ReplicaExchange,
): readonly LoweredNetwork[] {
  const passes = replicas.map((replica) => {
    const { lowering, batch, place } = replica;
    return { ...replica, pass: place(() => beginPass(plan, lowering, batch)) };
  });
  for (const node of nodesOf(plan, allOutputs(plan))) {
    const { path, parameters } = node;
    const layer = definitionOf(node);
    const nodes = passes.map(({ lowering, pass, place }) => ({
      context: lowering.contextOf(path),
      inputs: pass.arrivingAt(path),
      place: <T>(build: () => T) => place(() => lowering.graph.scoped(path, build)),
    }));
    const outputs =
      layer.lowerTogether?.(nodes, parameters, exchange) ??
      nodes.map(({ context, inputs, place }) => place(() => layer.lower(context, parameters, inputs)));
    for (const [at, { pass }] of passes.entries()) pass.activations.set(path, outputs[at] ?? []);
  }
  return passes.map(({ pass }) => pass);
}
