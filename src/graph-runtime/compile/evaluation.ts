import { integers } from '../ops/constant';
import type { OpGraph, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import type { Batch } from './data-input';
import { type LoweredNetwork, lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { predict } from './network-loss';
import type { ProgramSignatures } from './program-signatures';
import type { ProgramWeight } from './weights';

export interface Evaluation {
  /**
   * Feeds those of the batch. Returns `loss` (the main output's, summed over the batch), `sums` (what the kind of target counts) and
   * `probabilities` (or predicted values) `[batch, ...]`.
   */
  readonly signature: ProgramSignatures['evaluate'];
  /** The batch's labels as they are compared, and a number for each example where the kind of target has one (`TargetKind.score`). */
  readonly labels: Value;
  readonly scores: Value | null;
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
  const network = lowerNetwork(plan, [plan.main], lowering, batch.examples);
  const { losses, sums, probabilities, scores } = predict(plan, network, lowering, batch.labels);
  const loss = graph.scoped('evaluate/loss', () => sum(graph, losses, [0]));
  return {
    signature: { inputs: batch.feeds, outputs: { loss, sums, probabilities } },
    labels: batch.labels,
    scores,
    network,
    weights: new Map(lowering.read.map(({ weight, value }) => [weight.name, value])),
  };
}
