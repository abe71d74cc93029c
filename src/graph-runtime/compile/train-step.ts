import { attr } from './attributes';
import type { Batch } from './data-input';
import { differentiate } from './differentiate';
import { type LoweredNetwork, lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import type { OpGraph, OpNode, Value } from './op-graph';
import { mean, sum } from './ops/reductions';
import { identity, placeholder } from './ops/variables';
import type { Optimizer } from './optimizers/registry';
import type { Signature } from './signature';
import { type ProgramSlot, updateStatistics, updateWeights, type WeightGradient } from './update-weights';
import type { ProgramWeight } from './weights';

/** Stands in the engine's message when the loss of a step is not finite. Nothing has been updated then. */
export const LOSS_NOT_FINITE = 'loss-not-finite';

export interface TrainStepOptions {
  readonly plan: NetworkPlan;
  readonly batch: Batch;
  readonly weights: readonly ProgramWeight[];
  readonly optimizer: Optimizer;
  readonly slots: readonly ProgramSlot[];
}

/** One training step, and what can be looked at inside it. */
export interface TrainStep {
  /**
   * Feeds: those of the batch, `seed` int32 `[2]` (run, step) and the optimiser's scalars. Returns `loss` (the main
   * output's mean over the batch) and `correct` (examples predicted rightly), both from before the update.
   */
  readonly signature: Signature;
  readonly network: LoweredNetwork;
  /** The sum of all values each node puts out, by path: finite when they all are. Computed only when fetched. */
  readonly sums: ReadonlyMap<string, Value>;
  /** Weights as the step reads them, by name. */
  readonly weights: ReadonlyMap<string, Value>;
  /** Gradients by weight name, as they come from the loss, before clipping and weight decay. */
  readonly gradients: ReadonlyMap<string, Value>;
}

/** Builds forward pass, loss, gradients and update as one graph: a single native call. */
export function buildTrainStep(graph: OpGraph, options: TrainStepOptions): TrainStep {
  const { plan, batch, weights, optimizer, slots } = options;
  const seed = graph.scoped('feeds/seed', () => placeholder(graph, 'int32', [2]));
  const scalars = optimizerScalars(graph, optimizer);
  const lowering = new NetworkLowering(graph, 'train', weights, seed);
  const network = lowerNetwork(plan, [plan.main, ...plan.auxiliary], lowering, batch.examples);
  const predictions = predict(plan, network, lowering, batch.labels);
  const loss = graph.scoped('train/loss', () => mean(graph, predictions.losses, [0]));
  const minimized = objective(plan, network, lowering, loss, batch);
  const guard = checkFinite(graph, minimized);
  const gradients = weightGradients(graph, minimized, lowering);
  const updates = [
    ...updateWeights(graph, gradients, { optimizer, slots, scalars, guard }),
    ...updateStatistics(graph, lowering.updates, guard),
  ];
  return {
    signature: {
      inputs: { ...batch.feeds, seed, ...scalars },
      outputs: graph.scoped('train/results', () => ({
        loss: identity(graph, loss, [guard, ...updates]),
        correct: identity(graph, predictions.correct, updates),
      })),
    },
    network,
    sums: sumsOf(graph, network),
    weights: new Map(lowering.read.map(({ weight, value }) => [weight.name, value])),
    gradients: new Map(gradients.map(({ weight, gradient }) => [weight.name, gradient])),
  };
}

/** One placeholder for each number the optimiser wants anew in every step. */
function optimizerScalars(graph: OpGraph, optimizer: Optimizer): Readonly<Record<string, Value>> {
  const names = Object.keys(optimizer.scalars(optimizer.settings.learningRate, 1));
  return Object.fromEntries(
    names.map((name) => [
      name,
      graph.scoped(`feeds/optimizer/${name}`, () => placeholder(graph, 'float32', [])),
    ]),
  );
}

/** An op that fails the call, before anything is updated, when the value is infinite or not a number. */
function checkFinite(graph: OpGraph, value: Value): OpNode {
  const attributes = { T: attr.type(value.dtype), message: attr.string(LOSS_NOT_FINITE) };
  return graph.scoped('train/guard', () => graph.value('CheckNumerics', [value], attributes, value.dtype, []))
    .op;
}

function sumsOf(graph: OpGraph, network: LoweredNetwork): ReadonlyMap<string, Value> {
  return new Map(
    [...network.activations].flatMap(([path, [value]]) => {
      if (value === undefined) return [];
      const axes = value.shape.map((_, axis) => axis);
      return [[path, graph.scoped(`train/sum/${path}`, () => sum(graph, value, axes))] as const];
    }),
  );
}

/** Gradients of all trainable weights the loss depends on. */
function weightGradients(graph: OpGraph, loss: Value, lowering: NetworkLowering): readonly WeightGradient[] {
  const trainable = lowering.read.filter(({ weight }) => weight.description.isTrainable);
  const gradients = differentiate(
    graph,
    loss,
    trainable.map(({ value }) => value),
  );
  return trainable.flatMap(({ weight, value }, index) => {
    const gradient = gradients[index];
    return gradient ? [{ weight, value, gradient }] : [];
  });
}
