import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { mean, sum } from '../ops/reductions';
import { identity, placeholder } from '../ops/variables';
import { updateAverages } from './average-weights';
import { checkFinite, weightGradients } from './backward';
import { allOutputs, type LoweredNetwork, lowerNetwork } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import { optimizerScalars } from './optimizer-scalars';
import type { StepSignatures } from './program-signatures';
import { type StepCalls, stepInParts } from './step-in-parts';
import type { StepParts, TrainStepOptions } from './train-step-options';
import { updateStatistics, updateWeights } from './update-weights';

/** One training step, and what can be looked at inside it. */
export interface TrainStep {
  /**
   * A whole step is the one call `train`: feeds `batchInputs` and the optimizer's scalars, returns `loss` (the main output's mean
   * over the batch) and `sums` (what the kind of target counts), both from before the update.
   *
   * A step in parts is a call of `accumulate` for each part, with `batchInputs` and `share` (the part's examples as a share of the
   * batch's), which returns the part's `loss` and `sums`, and then `apply` with the optimizer's scalars. The gradient of a mean
   * over the batch is the sum of the parts' gradients times their shares. (Batch normalization sees a part at a time.)
   *
   * Where several processes take a part each, `apply` sums over them before it updates, see `GroupStep`. `accumulate-alone` is there where
   * `accumulate` needs all of them: for a part that one process takes while the others take none.
   */
  readonly signatures: StepSignatures;
  /** Feeds of the batch, and `seed` int32 `[2]` (run and part, step). */
  readonly batchInputs: Readonly<Record<string, Value>>;
  /** Sets the sums of gradients to zero; none where a step is whole. */
  readonly clear: readonly OpNode[];
  readonly network: LoweredNetwork;
  /** The sum of all values each node outputs, by path: finite when they all are. Computed only when fetched. */
  readonly sums: ReadonlyMap<string, Value>;
  /** Weights as the step reads them, by name. */
  readonly weights: ReadonlyMap<string, Value>;
  /** Gradients by weight name, as they come from the loss, before clipping and weight decay. */
  readonly gradients: ReadonlyMap<string, Value>;
}

/** What keys all that is random in a step: fed with `batchInputs`. */
export function placeStepSeed(graph: OpGraph): Value {
  return graph.scoped('feeds/seed', () => placeholder(graph, 'int32', [2]));
}

/** Builds forward pass, loss, gradients and update as one graph: a single native call. */
export function buildTrainStep(graph: OpGraph, options: TrainStepOptions): TrainStep {
  const { plan, batch, weights, seed } = options;
  const lowering = new NetworkLowering(graph, 'train', weights, seed);
  const network = lowerNetwork(plan, allOutputs(plan), lowering, batch);
  const predictions = predict(plan, network, lowering, batch);
  const loss = graph.scoped('train/loss', () => mean(graph, predictions.losses, [0]));
  const minimized = objective(plan, network, lowering, loss, batch);
  const { sums } = predictions;
  const step = backward(graph, { lowering, loss, sums, minimized }, options);
  const { gradients, batchInputs } = step;
  return {
    ...(options.isInParts === true ? stepInParts(graph, step, options) : wholeStep(graph, step, options)),
    batchInputs,
    network,
    sums: sumsOf(graph, network),
    weights: new Map(lowering.read.map(({ weight, value }) => [weight.name, value])),
    gradients: new Map(gradients.map(({ weight, gradient }) => [weight.name, gradient])),
  };
}

/** A forward pass in training. */
export interface ForwardPass {
  readonly lowering: NetworkLowering;
  /** The main output's mean over the batch, and what the kind of target counts. */
  readonly loss: Value;
  readonly sums: Value;
  /** What is made small: the weighted sum of all outputs' losses. */
  readonly minimized: Value;
}

type WholeStep = NonNullable<StepSignatures['train']>;

/** Puts gradients and updates after a forward pass; the call takes and gives what `train` does. */
export function trainBy(graph: OpGraph, pass: ForwardPass, options: TrainStepOptions): WholeStep {
  return trainCall(graph, backward(graph, pass, options), options);
}

function backward(
  graph: OpGraph,
  { lowering, loss, sums, minimized }: ForwardPass,
  { batch, seed }: TrainStepOptions,
): StepParts {
  const guard = checkFinite(graph, minimized);
  const gradients = weightGradients(graph, minimized, lowering);
  const statistics = lowering.updates;
  return { loss, sums, guard, gradients, statistics, batchInputs: { ...batch.feeds, seed } };
}

function wholeStep(graph: OpGraph, step: StepParts, options: TrainStepOptions): StepCalls {
  return { signatures: { train: trainCall(graph, step, options) }, clear: [] };
}

function trainCall(graph: OpGraph, step: StepParts, options: TrainStepOptions): WholeStep {
  const { optimizer, slots } = options;
  const { loss, sums, guard, gradients, statistics, batchInputs } = step;
  const scalars = optimizerScalars(graph, options);
  const changed = [
    ...updateWeights(graph, gradients, { optimizer, slots, scalars, guard }),
    ...updateStatistics(graph, statistics, guard),
  ];
  const updates = [...changed, ...updateAverages(graph, options.weights, options.averages, changed)];
  return {
    inputs: { ...batchInputs, ...scalars },
    outputs: graph.scoped('train/results', () => ({
      loss: identity(graph, loss, [guard, ...updates]),
      sums: identity(graph, sums, updates),
    })),
  };
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
