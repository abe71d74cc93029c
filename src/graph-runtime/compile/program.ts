import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { ALL_CAPABILITIES, type Capabilities } from '../ops/capabilities';
import { fill } from '../ops/constant';
import { OpGraph, type OpNode, type ProductType, type Value } from '../ops/op-graph';
import { assignVariable, identity, placeholder, readVariable } from '../ops/variables';
import type { PrincipalColors } from '../settings/augmentation/principal-colors';
import { createOptimizer, type Optimizer } from '../settings/optimizers/registry';
import { examplesTogether, isInParts } from '../settings/per-step-batch';
import type { TargetsOfOutputs } from '../targets/output-targets';
import type { TrainedTarget } from '../targets/target-kind';
import { rowsOf } from '../targets/tuples';
import { askedOf, fits, secondFits } from './asked-examples';
import { declareAverages, TRAINED, type WeightAverages } from './average-weights';
import { numbersOfPlan, secondsOfPlan } from './beside-examples';
import type { StoredBatch } from './data-input';
import { buildEvaluation, type Evaluation } from './evaluation';
import { buildExchange } from './group-step';
import { buildHealth, type Health } from './health';
import { initialValueOf } from './initializers';
import { type LoweredNetwork, type NetworkPlan, planNetwork, targetsOfPlan } from './lower-network';
import { type Preparation, withSeed } from './prepare-images';
import { done, type SplitData, splitOf } from './program-split';
import type { ProgramSignatures } from './program-signatures';
import { buildReplicatedStep } from './replicated-step';
import { buildShardedEvaluation, buildShardedStep } from './sharded-step';
import type { Signature } from './signature';
import { buildTrainStep, placeStepSeed, type TrainStep } from './train-step';
import { declareSlots, type ProgramSlot } from './update-weights';
import { declareWeights, type ProgramWeight } from './weights';

/** What a program must know of the data. */
export interface ProgramData extends SplitData {
  /** What the examples are to be taken for: for all outputs, or for each by its choice; absent: one class. */
  readonly target?: TrainedTarget | TargetsOfOutputs;
  /** Wanted where an augmentation `usesColors`. */
  readonly colors?: PrincipalColors;
  /** Number of shards steps and evaluation can be made besides whole ones, see `plannedShards`; absent: in none. */
  readonly shards?: number;
  /** Processes of a group that trains the network together, each a part of every batch; absent: this one trains it alone. */
  readonly processes?: number | undefined;
  /** Whether a graphics card will run the program; absent: the processor does. */
  readonly isForCard?: boolean;
  /** What the engine that will run the program can do; absent: everything. */
  readonly capabilities?: Capabilities;
}

/** A variable that is saved: a weight, a running statistic, or something the optimizer remembers. */
export interface StateEntry {
  readonly name: string;
  readonly shape: readonly number[];
  /** Its current value, to be fetched. */
  readonly value: Value;
}

/**
 * A network compiled for training: one graph whose signatures share the network's weights, the optimizer's slots and the data
 * set, which all live in the session.
 */
export interface Program {
  readonly graph: OpGraph;
  readonly signatures: ProgramSignatures;
  readonly plan: NetworkPlan;
  readonly optimizer: Optimizer;
  readonly weights: readonly ProgramWeight[];
  readonly slots: readonly ProgramSlot[];
  /** Everything that must be kept to continue later, in one order; `write` feeds the same names. */
  readonly state: readonly StateEntry[];
  readonly train: TrainStep;
  /** The examples of a training step. */
  readonly batch: StoredBatch;
  /** Of a batch of the evaluation, labels that are images as they are stored, by their keys (`labelsKey`): what is asked of other examples is compared with theirs. */
  readonly storedImages: ReadonlyMap<string, Value>;
  readonly health: Health;
  /** Number of shards steps and evaluation can be made; 1: only whole. */
  readonly shards: number;
  /** Images of users as second images of the data set are stored, by the names of their feeds (`secondFeed`): for one and for three channels. */
  readonly secondFits: ReadonlyMap<string, readonly Signature<'pixels', 'images'>[]>;
  /** What each node outputs in evaluation, for the batch that `evaluate` takes. */
  readonly evaluation: LoweredNetwork;
  /** What each main output says about that batch. */
  readonly evaluated: Evaluation['outputs'];
  /** Weights as evaluation reads them, by name: others can be fed in their place. */
  readonly evaluationWeights: ReadonlyMap<string, Value>;
}

/**
 * Compiles an analyzed network, with all the ways to call it (`ProgramSignatures`).
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function buildProgram(
  analysis: NetworkAnalysis,
  data: ProgramData,
  settings: Pick<TrainingSettings, 'optimizer'> & Partial<TrainingSettings>,
): Program {
  const { shards = 1, processes } = data;
  const graph = graphFor(data, settings);
  const plan = planNetwork(analysis, data.target);
  const optimizer = createOptimizer(settings.optimizer, settings.decayedWeights);
  const weights = declareWeights(graph, analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const averages = declareAverages(graph, weights, settings.weightAverage);
  const used = averages?.weights ?? weights;
  const seed = placeStepSeed(graph);
  const { preparation, trainPreparation } = preparationsOf(plan, data, settings, seed);
  const trained = splitOf(graph, 'train', data, preparation);
  const tested = splitOf(graph, 'test', data, preparation);
  const readBatch = (keyed: Value) => trained.readBatch(withSeed(trainPreparation, keyed));
  const batch = readBatch(seed);
  const stepOptions = { plan, batch, seed, weights, optimizer, slots, averages };
  const isDivided = processes !== undefined || isInParts(settings);
  const isSynchronized = settings.batchStatistics === 'synchronized';
  const train = buildTrainStep(graph, { ...stepOptions, isInParts: isDivided, processes, isSynchronized });
  const testBatch = tested.readBatch(preparation);
  const evaluation = buildEvaluation(graph, plan, used, testBatch);
  const saved = { weights, slots, averages };
  const state = stateOf(graph, train, saved);
  const augmented = graph.scoped('augmented', () => identity(graph, batch.unit));
  const health = buildHealth(graph, train, weights);
  const { probabilities } = evaluation.signature.outputs;
  const asked = askedOf(testBatch, plan);
  return {
    ...{ graph, plan, optimizer, weights, slots, state, train, batch, health, shards },
    storedImages: testBatch.storedImages,
    secondFits: secondFits(graph, plan, data.exampleShape),
    evaluation: evaluation.network,
    evaluated: evaluation.outputs,
    evaluationWeights: evaluation.weights,
    signatures: {
      ...initialization(graph, saved, train.clear),
      ...trained.signatures,
      ...tested.signatures,
      ...train.signatures,
      ...health.signatures,
      ...(shards > 1 && {
        'train-in-shards': buildShardedStep(graph, { ...stepOptions, preparation: trainPreparation, shards }),
        'evaluate-in-shards': buildShardedEvaluation(graph, plan, used, testBatch, preparation, shards),
      }),
      ...buildExchange(graph, processes),
      ...replicatedStep(
        graph,
        { ...stepOptions, readBatch, isSynchronized },
        processes === undefined ? settings.replicas : undefined,
      ),
      augmented: { inputs: train.batchInputs, outputs: { images: augmented } },
      gradients: { inputs: train.batchInputs, outputs: Object.fromEntries(train.gradients) },
      evaluate: evaluation.signature,
      predict: { inputs: asked, outputs: { probabilities } },
      activations: {
        inputs: asked,
        outputs: activationsOf(graph, evaluation.network),
      },
      ...fits(graph, data.exampleShape),
    },
  };
}

/** The step on several devices, where there are some. */
function replicatedStep(
  graph: OpGraph,
  options: Omit<Parameters<typeof buildReplicatedStep>[1], 'replicas'>,
  replicas: number | undefined,
) {
  return replicas === undefined
    ? {}
    : { 'train-in-replicas': buildReplicatedStep(graph, { ...options, replicas }) };
}

function graphFor(
  { isForCard = false, capabilities = ALL_CAPABILITIES }: ProgramData,
  settings: Partial<TrainingSettings>,
): OpGraph {
  const productType = productTypeOf(settings.precision, capabilities);
  return new OpGraph({ productType, isForCard, capabilities, expectedBatch: examplesOfCall(settings) });
}

/** How examples are prepared for an evaluation, and for a training step. */
function preparationsOf(
  plan: NetworkPlan,
  { colors }: Pick<ProgramData, 'colors'>,
  { normalization, imageFit, augmentation: augmentations = [], mixup, cutMix }: Partial<TrainingSettings>,
  seed: Value,
): { readonly preparation: Preparation; readonly trainPreparation: Preparation } {
  const [inputShape, targets, rows] = [plan.input.shape, targetsOfPlan(plan), rowsOf(plan.tuple)];
  const [numbers, seconds] = [numbersOfPlan(plan)?.column, secondsOfPlan(plan)];
  const preparation: Preparation = { inputShape, normalization, imageFit, targets, rows, numbers, seconds };
  return {
    preparation,
    trainPreparation: {
      ...preparation,
      augmentation: { augmentations, seed, colors: colors ?? null, mixing: { mixup, cutMix } },
    },
  };
}

/** What a network's products are taken in: in float32 also where the engine has no other products. */
export function productTypeOf(
  precision: TrainingSettings['precision'],
  capabilities = ALL_CAPABILITIES,
): ProductType {
  return precision === 'mixed' && capabilities.has('bfloat16') ? 'bfloat16' : 'float32';
}

/** Examples that one device computes together in a training step; undefined where the settings do not say. */
function examplesOfCall({ batchSize, ...parts }: Partial<TrainingSettings>): number | undefined {
  return batchSize === undefined ? undefined : examplesTogether({ batchSize, ...parts });
}

/** How every saved variable gets a value: drawn by the seed, or fed. */
function initialization(
  graph: OpGraph,
  { weights, slots, averages }: Saved,
  clear: readonly OpNode[],
): Pick<ProgramSignatures, 'initialize' | 'write'> {
  const seed = graph.scoped('feeds/initialize', () => placeholder(graph, 'int32', []));
  const begun = weights.map((weight) => ({ ...weight, value: initialValueOf(graph, weight, seed) }));
  const initial = [
    ...begun.map((weight, at) => ({ ...weight, ...averages?.weights[at] })),
    // A node for each, so that each can be fed.
    ...(averages === undefined ? [] : begun).map(({ name, variable, value }) => ({
      ...{ name: `${name}${TRAINED}`, variable },
      value: graph.scoped(`initialize/${name}${TRAINED}`, () => identity(graph, value)),
    })),
    ...slots.map((slot) => ({
      ...slot,
      value: graph.scoped(`initialize/${slot.name}`, () =>
        fill(graph, slot.initialValue, slot.variable.shape),
      ),
    })),
  ];
  const assigned = initial.map(({ name, variable, value }) =>
    graph.scoped(`initialize/${name}`, () => assignVariable(graph, variable, value)),
  );
  const outputs = { done: done(graph, 'initialize', [...assigned, ...clear]) };
  return {
    initialize: { inputs: { seed }, outputs },
    // The same assignments: what is fed in place of an initial value is not drawn.
    write: { inputs: Object.fromEntries(initial.map(({ name, value }) => [name, value])), outputs },
  };
}

/** After its own op: a convolution that is fetched itself may have been fused away. */
function activationsOf(graph: OpGraph, network: LoweredNetwork): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    [...network.activations].flatMap(([path, [value]]) =>
      value === undefined
        ? []
        : [[path, graph.scoped(`activations/${path}`, () => identity(graph, value))] as const],
    ),
  );
}

function stateOf(
  graph: OpGraph,
  { weights: read }: TrainStep,
  { weights, slots, averages }: Saved,
): readonly StateEntry[] {
  const entries = (from: Saved['weights'] | Saved['slots'], known?: ReadonlyMap<string, Value>, after = '') =>
    from.map(({ name, variable }) => ({
      name: `${name}${after}`,
      shape: variable.shape,
      value: known?.get(name) ?? graph.scoped(`read/${name}${after}`, () => readVariable(graph, variable)),
    }));
  if (averages === undefined) return [...entries(weights, read), ...entries(slots)];
  return [...entries(averages.weights), ...entries(weights, read, TRAINED), ...entries(slots)];
}

/** What a program remembers from step to step. */
interface Saved {
  readonly weights: readonly ProgramWeight[];
  readonly slots: readonly ProgramSlot[];
  readonly averages: WeightAverages | undefined;
}
