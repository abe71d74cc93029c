import { attr } from '../ops/attributes';
import { fill, scalar } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { mean, sum } from '../ops/reductions';
import { accumulate, assignVariable, identity, placeholder, readVariable, variable } from '../ops/variables';
import type { Optimizer } from '../settings/optimizers/registry';
import { updateAverages, type WeightAverages } from './average-weights';
import type { Batch } from './data-input';
import { differentiate } from './differentiate';
import { type GroupStep, groupStep } from './group-step';
import { allOutputs, type LoweredNetwork, lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering, type WeightUpdate } from './lowering-context';
import { objective, predict } from './network-loss';
import { optimizerScalars } from './optimizer-scalars';
import type { StepSignatures } from './program-signatures';
import { type ProgramSlot, updateStatistics, updateWeights, type WeightGradient } from './update-weights';
import type { ProgramWeight } from './weights';

/** Is part of the engine's message when the loss of a step is not finite. Nothing has been updated then. */
export const LOSS_NOT_FINITE = 'loss-not-finite';

export interface TrainStepOptions {
  readonly plan: NetworkPlan;
  readonly batch: Batch;
  readonly weights: readonly ProgramWeight[];
  readonly optimizer: Optimizer;
  readonly slots: readonly ProgramSlot[];
  /** Of the weights, which each step updates; absent: there are none. */
  readonly averages?: WeightAverages | undefined;
  /** int32 `[2]`, see `TrainStep.batchInputs`: what is random in the batch already depends on it. */
  readonly seed: Value;
  /** Whether a step comes in parts, whose gradients are added up before the weights change. */
  readonly isInParts?: boolean;
  /** Processes that each take a part of a step; absent: this one takes whole steps. */
  readonly processes?: number | undefined;
}

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
   * Where several processes take a part each, `apply` sums over them before it updates, see `GroupStep`.
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

interface StepParts {
  readonly loss: Value;
  readonly sums: Value;
  readonly guard: OpNode;
  readonly gradients: readonly WeightGradient[];
  readonly statistics: readonly WeightUpdate[];
  readonly batchInputs: Readonly<Record<string, Value>>;
}

type StepCalls = Pick<TrainStep, 'signatures' | 'clear'>;

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

function stepInParts(graph: OpGraph, step: StepParts, options: TrainStepOptions): StepCalls {
  const { optimizer, slots, processes } = options;
  const { loss, guard, gradients, batchInputs } = step;
  const share = graph.scoped('feeds/share', () => placeholder(graph, 'float32', []));
  const sums = gradients.map(({ weight }) =>
    graph.scoped(`variables/${weight.name}`, () =>
      variable(graph, `${weight.name}/gradient-sum`, weight.description.shape),
    ),
  );
  const added = gradients.flatMap(({ weight, gradient }, index) => {
    const sum = sums[index];
    if (sum === undefined) return [];
    return graph.scoped(`accumulate/${weight.name}`, () => [
      accumulate(graph, sum, multiply(graph, gradient, share), [guard]),
    ]);
  });
  const zeros = sums.map((sum) => ({ sum, zero: fill(graph, 0, sum.shape) }));
  const scalars = optimizerScalars(graph, options);
  // What is read here is read in another call than the gradients were computed in: all parts are in.
  const local = gradients.flatMap(({ weight }, index): WeightGradient[] => {
    const sum = sums[index];
    if (sum === undefined) return [];
    return graph.scoped(`apply/${weight.name}`, () => [
      { weight, value: readVariable(graph, weight.variable), gradient: readVariable(graph, sum) },
    ]);
  });
  const together = { gradients: local, statistics: step.statistics, guard, counted: step.sums };
  const group = processes === undefined ? null : groupStep(graph, together, processes);
  const statistics = group?.kept ?? updateStatistics(graph, step.statistics, guard);
  const start = graph.scoped('apply', () => graph.add('NoOp', [], {}, []));
  const updating = { optimizer, slots, scalars, guard: start };
  const changed = [...updateWeights(graph, group?.gradients ?? local, updating), ...(group?.changed ?? [])];
  const updates = [...changed, ...updateAverages(graph, options.weights, options.averages, changed)];
  const cleared = zeros.map(({ sum, zero }) => assignVariable(graph, sum, zero, updates));
  return {
    signatures: {
      accumulate: {
        inputs: { ...batchInputs, share },
        outputs: graph.scoped('accumulate/results', () => ({
          loss: identity(graph, loss, [guard, ...added, ...statistics]),
          sums: identity(graph, step.sums, added),
        })),
      },
      ...applyCall(graph, [...updates, ...cleared], scalars, group),
    },
    clear: [...zeros.map(({ sum, zero }) => assignVariable(graph, sum, zero)), ...(group?.clear ?? [])],
  };
}

function applyCall(
  graph: OpGraph,
  updates: readonly OpNode[],
  scalars: Readonly<Record<string, Value>>,
  group: GroupStep | null,
): Pick<StepSignatures, 'apply' | 'apply-together'> {
  const finished = graph.scoped('apply/results', () => identity(graph, scalar(graph, 1, 'int32'), updates));
  if (group === null) return { apply: { inputs: scalars, outputs: { done: finished } } };
  const { inputs, outputs } = group;
  return {
    'apply-together': { inputs: { ...scalars, ...inputs }, outputs: { done: finished, ...outputs } },
  };
}

/** An op that fails the call, before anything is updated, when the value is infinite or not a number. */
export function checkFinite(graph: OpGraph, value: Value): OpNode {
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
export function weightGradients(
  graph: OpGraph,
  loss: Value,
  lowering: NetworkLowering,
): readonly WeightGradient[] {
  const trainable = trainableOf(lowering);
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

/** The trainable weights that were read. */
export function trainableOf({ read }: NetworkLowering): NetworkLowering['read'] {
  return read.filter(({ weight }) => weight.description.isTrainable);
}
