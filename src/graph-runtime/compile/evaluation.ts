import { integers } from '../ops/constant';
import type { OpGraph, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import type { Batch } from './data-input';
import { type LoweredNetwork, lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { type OutputPredictions, predict } from './network-loss';
import type { ProgramSignatures } from './program-signatures';
import type { ProgramWeight } from './weights';

export interface Evaluation {
  /**
   * Feeds those of the batch. Returns `loss` (`Predictions.losses`, summed over the batch), `sums` (what the kinds of target count) and
   * `probabilities` (or predicted values) `[batch, ...]` of the first main output.
   */
  readonly signature: ProgramSignatures['evaluate'];
  /** What each main output says about the batch, in document order. */
  readonly outputs: readonly OutputPredictions[];
  readonly network: LoweredNetwork;
  /** Weights as evaluation reads them, by name: others can be fed in their place. */
  readonly weights: ReadonlyMap<string, Value>;
}

/** Builds the network as it is used after training: running statistics, no dropout, no auxiliary outputs. */
export function buildEvaluation(
  graph: OpGraph,
  plan: NetworkPlan,
  weights: readonly ProgramWeight[],
  batch: Batch,
): Evaluation {
  // Evaluation draws nothing; a layer that did would draw the same each time.
  const seed = graph.scoped('evaluate/seed', () => integers(graph, [0, 0]));
  const lowering = new NetworkLowering(graph, 'evaluate', weights, seed);
  const network = lowerNetwork(plan, plan.mains, lowering, batch);
  const { losses, sums, probabilities, outputs } = predict(plan, network, lowering, batch);
  const loss = graph.scoped('evaluate/loss', () => sum(graph, losses, [0]));
  return {
    signature: { inputs: batch.feeds, outputs: { loss, sums, probabilities } },
    outputs,
    network,
    weights: new Map(lowering.read.map(({ weight, value }) => [weight.name, value])),
  };
}
