import { scalar } from '../ops/constant';
import { addAll, equal, multiply } from '../ops/elementwise';
import type { Value } from '../ops/op-graph';
import { argMax, mean, sum } from '../ops/reductions';
import { cast } from '../ops/shape';
import type { Batch } from './data-input';
import type { LoweredNetwork, NetworkOutput, NetworkPlan } from './lower-network';
import type { NetworkLowering } from './lowering-context';

/** What the main output says about a batch. */
export interface Predictions {
  /** Loss of each example, `[batch]`. */
  readonly losses: Value;
  /** Class probabilities (or predicted values), `[batch, classes]`. */
  readonly probabilities: Value;
  /** int32 scalar: examples whose most probable class is the label. */
  readonly correct: Value;
}

/** Puts the main output's loss and predictions on a lowered network. */
export function predict(
  { main }: NetworkPlan,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  labels: Value,
): Predictions {
  const { graph } = lowering;
  return graph.scoped(`${lowering.mode}/${main.path}`, () => {
    const context = lowering.contextOf(main.path);
    const scores = scoresOf(main, network);
    const ranked = main.loss.rank(context, main.parameters, scores);
    const isCorrect = equal(graph, argMax(graph, ranked, -1), labels);
    return {
      losses: lossesOf(main, network, lowering, labels),
      probabilities: main.loss.predict(context, main.parameters, scores),
      correct: sum(graph, cast(graph, isCorrect, 'int32'), [0]),
    };
  });
}

/**
 * The loss that training minimizes: the weighted sum of all outputs' mean losses.
 *
 * @param mainLoss scalar, the main output's mean loss
 */
export function objective(
  { main, auxiliary }: NetworkPlan,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  mainLoss: Value,
  { labels }: Batch,
): Value {
  const { graph } = lowering;
  const others = auxiliary.map((output) =>
    graph.scoped(`${lowering.mode}/${output.path}`, () =>
      weighted(output, mean(graph, lossesOf(output, network, lowering, labels), [0]), lowering),
    ),
  );
  return graph.scoped(`${lowering.mode}/objective`, () =>
    addAll(graph, [weighted(main, mainLoss, lowering), ...others]),
  );
}

function weighted(output: NetworkOutput, loss: Value, { graph }: NetworkLowering): Value {
  const weight = output.loss.weight(output.parameters);
  return weight === 1 ? loss : multiply(graph, loss, scalar(graph, weight));
}

function lossesOf(
  output: NetworkOutput,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  labels: Value,
): Value {
  return output.loss.lower(
    lowering.contextOf(output.path),
    output.parameters,
    scoresOf(output, network),
    labels,
  );
}

/** The raw scores that enter an output node. */
function scoresOf(output: NetworkOutput, network: LoweredNetwork): Value {
  const [scores] = network.inputsOf(output.path);
  if (scores === undefined) throw new Error(`nothing enters ${output.path}`);
  return scores;
}
