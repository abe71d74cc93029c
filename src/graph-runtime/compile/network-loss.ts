import { ignoredClass } from '../datasets/target-description';
import { scalar } from '../ops/constant';
import { add, addAll, greaterEqual, multiply, select, subtract } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean, sum } from '../ops/reductions';
import { cast, reshape } from '../ops/shape';
import { concat } from '../ops/slicing';
import { lossNamed } from '../targets/losses/registry';
import { lossOf } from '../targets/registry';
import type { OutputBatch, TrainedTarget } from '../targets/target-kind';
import { type Batch, labelsOf } from './data-input';
import type { LoweredNetwork, NetworkOutput, NetworkPlan } from './lower-network';
import type { NetworkLowering } from './lowering-context';

/** What a main output says about a batch. */
export interface OutputPredictions {
  readonly path: string;
  readonly target: TrainedTarget;
  /** As they are compared. */
  readonly labels: Value;
  /** Loss of each example, `[batch]`. */
  readonly losses: Value;
  /** Class probabilities or predicted values, `[batch, ...]`. */
  readonly probabilities: Value;
  /** What is counted of the batch, to be added up over batches (`TargetKind.count`); of one class: the examples predicted rightly, int32. */
  readonly sums: Value;
  /** How well each example is predicted, `[batch]`, where the kind of target has a number for that (`TargetKind.score`). */
  readonly scores: Value | null;
}

/** What all main outputs say about a batch. */
export interface Predictions {
  /** Loss of each example, `[batch]`: of the only main output, or of several the sum by their weights. */
  readonly losses: Value;
  /** Of the first main output. */
  readonly probabilities: Value;
  /**
   * What the only main output counts. Of several, one after the other (float32): what each counts, then the sum of its losses
   * (`targets/output-figures.ts` takes it apart). Behind it what layers lose, where any do.
   */
  readonly sums: Value;
  /** In document order. */
  readonly outputs: readonly OutputPredictions[];
}

/** Puts the main outputs' losses and predictions on a lowered network. */
export function predict(
  plan: NetworkPlan,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  batch: Pick<Batch, 'labels' | 'mixed'>,
): Predictions {
  const { graph, mode } = lowering;
  const outputs = plan.mains.map((output) => predictOutput(plan, output, network, lowering, batch));
  const [first, ...others] = outputs;
  if (first === undefined) throw new Error('a main output is needed');
  const { probabilities } = first;
  if (others.length === 0) {
    return { losses: first.losses, probabilities, sums: withLayerLosses(lowering, [first.sums]), outputs };
  }
  return graph.scoped(`${mode}/outputs`, () => ({
    losses: addAll(
      graph,
      plan.mains.flatMap((output, at) => {
        const losses = outputs[at]?.losses;
        return losses === undefined ? [] : [weighted(output, losses, lowering)];
      }),
    ),
    probabilities,
    sums: withLayerLosses(
      lowering,
      outputs.flatMap(({ sums, losses }) => [sums, sum(graph, losses, [0])]),
    ),
    outputs,
  }));
}

/** Sums one after the other, and behind them what layers add to the loss, without weights; a single one stays as it is where none adds any. */
function withLayerLosses({ graph, mode, losses }: NetworkLowering, sums: readonly Value[]): Value {
  const [only, ...others] = sums;
  if (only !== undefined && others.length === 0 && losses.length === 0) return only;
  return graph.scoped(`${mode}/sums`, () => {
    const own = losses.map((added) => sum(graph, added.losses, [0]));
    const all = own.length === 0 ? sums : [...sums, addAll(graph, own)];
    const rows = all.map((value) => reshape(graph, cast(graph, value, 'float32'), [value.shape[0] ?? 1]));
    return concat(graph, rows, 0);
  });
}

function predictOutput(
  plan: NetworkPlan,
  output: NetworkOutput,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  labeled: Pick<Batch, 'labels' | 'mixed'>,
): OutputPredictions {
  const { path } = output;
  const target = plan.targetOf(output);
  return lowering.graph.scoped(`${lowering.mode}/${path}`, () => {
    const labels = labelsOf(labeled, target);
    const batch = outputBatch(output, target, network, lowering, labels);
    const counted = outputBatch(output, target, network, lowering, largerLabels(lowering, labeled, target));
    const sums = target.kind.count(counted);
    return {
      ...{ path, target, labels },
      losses: lossesOf(output, target, network, lowering, labeled),
      probabilities: target.kind.predict(batch),
      sums,
      scores: target.kind.score?.(batch) ?? null,
    };
  });
}

/**
 * The loss that training minimizes: the weighted sum of all outputs' mean losses, and of those that layers add themselves.
 *
 * @param mainLoss scalar, the mean of `Predictions.losses`
 */
export function objective(
  plan: NetworkPlan,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  mainLoss: Value,
  batch: Pick<Batch, 'labels' | 'mixed'>,
): Value {
  const { graph } = lowering;
  const { main, mains, auxiliary } = plan;
  const others = auxiliary.map((output) =>
    graph.scoped(`${lowering.mode}/${output.path}`, () => {
      const target = plan.targetOf(output);
      const lost = lossesOf(output, target, network, lowering, batch);
      return weighted(output, mean(graph, lost, [0]), lowering);
    }),
  );
  return graph.scoped(`${lowering.mode}/objective`, () => {
    const own = lowering.losses.map(({ losses, weight }) => times(graph, mean(graph, losses, [0]), weight));
    // Several are weighted in their sum already.
    const ofMains = mains.length === 1 ? weighted(main, mainLoss, lowering) : mainLoss;
    return addAll(graph, [ofMains, ...others, ...own]);
  });
}

/** The loss of each example; of a mixed one those with its own labels and its partner's, by their shares: cross-entropy is linear in its labels. */
function lossesOf(
  output: NetworkOutput,
  target: TrainedTarget,
  network: LoweredNetwork,
  lowering: NetworkLowering,
  batch: Pick<Batch, 'labels' | 'mixed'>,
): Value {
  const { graph } = lowering;
  const lossWith = (labels: Value) =>
    target.kind.lose(outputBatch(output, target, network, lowering, labels));
  const own = lossWith(labelsOf(batch, target));
  const { mixed } = batch;
  if (mixed === undefined) return own;
  const partners = lossWith(labelsOf(mixed, target));
  const rest = subtract(graph, scalar(graph, 1), mixed.share);
  return add(graph, multiply(graph, own, mixed.share), multiply(graph, partners, rest));
}

/** What metrics compare a mixed example with: the labels that have the larger share. */
function largerLabels(
  { graph }: NetworkLowering,
  batch: Pick<Batch, 'labels' | 'mixed'>,
  target: TrainedTarget,
): Value {
  const own = labelsOf(batch, target);
  const { mixed } = batch;
  if (mixed === undefined) return own;
  const isOwn = greaterEqual(graph, mixed.share, scalar(graph, 0.5));
  return select(graph, isOwn, own, labelsOf(mixed, target));
}

function weighted(output: NetworkOutput, loss: Value, { graph }: NetworkLowering): Value {
  return times(graph, loss, output.loss.weight(output.parameters));
}

function times(graph: OpGraph, loss: Value, weight: number): Value {
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
      margin: rule.margin(parameters),
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
