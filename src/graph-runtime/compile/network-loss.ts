import { ignoredClass } from '../datasets/target-description';
import { scalar } from '../ops/constant';
import { addAll, multiply } from '../ops/elementwise';
import type { Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { lossNamed } from '../targets/losses/registry';
import { lossOf } from '../targets/registry';
import type { OutputBatch, TrainedTarget } from '../targets/target-kind';
import type { Batch } from './data-input';
import type { LoweredNetwork, NetworkOutput, NetworkPlan } from './lower-network';
import type { NetworkLowering } from './lowering-context';

/** What the main output says about a batch. */
export interface Predictions {
  /** Loss of each example, `[batch]`. */
  readonly losses: Value;
  /** Class probabilities or predicted values, `[batch, ...]`. */
  readonly probabilities: Value;
  /** What is counted of the batch, to be added up over batches (`TargetKind.count`); of one class: the examples predicted rightly, int32. */
  readonly sums: Value;
  /** How well each example is predicted, `[batch]`, where the kind of target has a number for that (`TargetKind.score`). */
  readonly scores: Value | null;
}

/** Puts the main output's loss and predictions on a lowered network. */
export function predict(
  { main, target }: NetworkPlan,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  labels: Value,
): Predictions {
  const { graph } = lowering;
  return graph.scoped(`${lowering.mode}/${main.path}`, () => {
    const batch = outputBatch(main, target, network, lowering, labels);
    const sums = target.kind.count(batch);
    return {
      losses: target.kind.lose(batch),
      probabilities: target.kind.predict(batch),
      sums,
      scores: target.kind.score?.(batch) ?? null,
    };
  });
}

/**
 * The loss that training minimizes: the weighted sum of all outputs' mean losses.
 *
 * @param mainLoss scalar, the main output's mean loss
 */
export function objective(
  { main, auxiliary, target }: NetworkPlan,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  mainLoss: Value,
  { labels }: Batch,
): Value {
  const { graph } = lowering;
  const others = auxiliary.map((output) =>
    graph.scoped(`${lowering.mode}/${output.path}`, () => {
      const lost = target.kind.lose(outputBatch(output, target, network, lowering, labels));
      return weighted(output, mean(graph, lost, [0]), lowering);
    }),
  );
  return graph.scoped(`${lowering.mode}/objective`, () =>
    addAll(graph, [weighted(main, mainLoss, lowering), ...others]),
  );
}

function weighted(output: NetworkOutput, loss: Value, { graph }: NetworkLowering): Value {
  const weight = output.loss.weight(output.parameters);
  return weight === 1 ? loss : multiply(graph, loss, scalar(graph, weight));
}

/** What enters an output, with all that a kind of target makes losses and metrics of. */
function outputBatch(
  output: NetworkOutput,
  target: TrainedTarget,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  labels: Value,
): OutputBatch {
  const { path, loss: rule } = output;
  const context = lowering.contextOf(path);
  const outputs = scoresOf(output, network);
  const id = lossOf(target, rule.lossName(output.parameters));
  const parameters = rule.withLoss(output.parameters, id);
  return {
    graph: lowering.graph,
    outputs,
    labels,
    target,
    loss: lossNamed(id),
    options: {
      labelSmoothing: rule.labelSmoothing(parameters),
      huberDelta: target.huberDelta,
      ignored: ignoredClass(target.description),
      // Losses of an evaluation can be compared with those of other runs.
      classWeights: lowering.mode === 'train' ? target.classWeights : null,
    },
    oneClass: {
      lower: (classes) => rule.lower(context, parameters, outputs, classes),
      predict: () => rule.predict(context, parameters, outputs),
      rank: () => rule.rank(context, parameters, outputs),
    },
  };
}

/** The raw scores that enter an output node. */
function scoresOf(output: NetworkOutput, network: LoweredNetwork): Value {
  const [scores] = network.inputsOf(output.path);
  if (scores === undefined) throw new Error(`nothing enters ${output.path}`);
  return scores;
}
