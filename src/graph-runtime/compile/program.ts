import type { ExampleType } from '../datasets/example-type';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { ALL_CAPABILITIES, type Capabilities } from '../ops/capabilities';
import { fill, scalar } from '../ops/constant';
import { type DataType, OpGraph, type OpNode, type ProductType, type Value } from '../ops/op-graph';
import { assignVariable, identity, placeholder, readVariable } from '../ops/variables';
import type { PrincipalColors } from '../settings/augmentation/principal-colors';
import { createOptimizer, type Optimizer } from '../settings/optimizers/registry';
import { isInParts, perStepBatch } from '../settings/per-step-batch';
import type { TargetsOfOutputs } from '../targets/output-targets';
import type { TrainedTarget } from '../targets/target-kind';
import {
  allocateSplit,
  type DataSplit,
  declareSplit,
  feedBatch,
  fillSplit,
  gatherBatch,
  labelTypeOf,
  readLabels,
  readSplit,
  type StoredBatch,
} from './data-input';
import { buildEvaluation, type Evaluation } from './evaluation';
import { buildHealth, type Health } from './health';
import { initialValueOf } from './initializers';
import { type LoweredNetwork, type NetworkPlan, planNetwork, targetsOfPlan } from './lower-network';
import { fitImages, type Preparation } from './prepare-images';
import type { ProgramSignatures, SplitSignatures } from './program-signatures';
import { buildShardedEvaluation, buildShardedStep } from './sharded-step';
import { buildTrainStep, placeStepSeed, type TrainStep } from './train-step';
import { declareSlots, type ProgramSlot } from './update-weights';
import { declareWeights, type ProgramWeight } from './weights';

/** What a program must know of the data. */
export interface ProgramData {
  /** `[height, width, channels]` of the stored images, or `[features]` of a table's rows. */
  readonly exampleShape: readonly number[];
  /** What they are made of; absent: bytes. */
  readonly dtype?: ExampleType;
  readonly trainCount: number;
  readonly testCount: number;
  /** What the examples are to be taken for: for all outputs, or for each by its choice; absent: one class. */
  readonly target?: TrainedTarget | TargetsOfOutputs;
  /** Fed with every call, because it is too large to be kept in the engine. */
  readonly isFed?: boolean;
  /** Wanted where an augmentation `usesColors`. */
  readonly colors?: PrincipalColors;
  /** Number of shards steps and evaluation can be made besides whole ones, see `plannedShards`; absent: in none. */
  readonly shards?: number;
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
  readonly health: Health;
  /** Number of shards steps and evaluation can be made; 1: only whole. */
  readonly shards: number;
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
  const { isForCard = false, capabilities = ALL_CAPABILITIES, shards = 1 } = data;
  const productType = productTypeOf(settings.precision, capabilities);
  const graph = new OpGraph({
    productType,
    isForCard,
    capabilities,
    expectedBatch: examplesOfCall(settings),
  });
  const plan = planNetwork(analysis, data.target);
  const optimizer = createOptimizer(settings.optimizer, settings.decayedWeights);
  const weights = declareWeights(graph, analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const seed = placeStepSeed(graph);
  const { preparation, trainPreparation } = preparationsOf(plan, data, settings, seed);
  const trained = dataOf(graph, 'train', data, trainPreparation);
  const tested = dataOf(graph, 'test', data, preparation);
  const stepOptions = { plan, batch: trained.batch, seed, weights, optimizer, slots };
  const train = buildTrainStep(graph, { ...stepOptions, isInParts: isInParts(settings) });
  const testBatch = tested.batch;
  const evaluation = buildEvaluation(graph, plan, weights, testBatch);
  const state = stateOf(graph, train, weights, slots);
  const augmented = graph.scoped('augmented', () => identity(graph, trained.batch.unit));
  const health = buildHealth(graph, train, weights);
  const { probabilities } = evaluation.signature.outputs;
  return {
    graph,
    plan,
    optimizer,
    weights,
    slots,
    state,
    train,
    batch: trained.batch,
    health,
    shards,
    evaluation: evaluation.network,
    evaluated: evaluation.outputs,
    evaluationWeights: evaluation.weights,
    signatures: {
      ...initialization(graph, weights, slots, train.clear),
      ...trained.signatures,
      ...tested.signatures,
      ...train.signatures,
      ...health.signatures,
      ...(shards > 1 && {
        'train-in-shards': buildShardedStep(graph, { ...stepOptions, preparation: trainPreparation, shards }),
        'evaluate-in-shards': buildShardedEvaluation(graph, plan, weights, testBatch, preparation, shards),
      }),
      augmented: { inputs: train.batchInputs, outputs: { images: augmented } },
      gradients: { inputs: train.batchInputs, outputs: Object.fromEntries(train.gradients) },
      evaluate: evaluation.signature,
      predict: { inputs: { images: testBatch.images }, outputs: { probabilities } },
      activations: {
        inputs: { images: testBatch.images },
        outputs: activationsOf(graph, evaluation.network),
      },
      ...(data.exampleShape.length === 3 && {
        'fit-1': fitImages(graph, 1, data.exampleShape),
        'fit-3': fitImages(graph, 3, data.exampleShape),
      }),
    },
  };
}

/** How examples are prepared for an evaluation, and for a training step. */
function preparationsOf(
  plan: NetworkPlan,
  { colors }: Pick<ProgramData, 'colors'>,
  { normalization, imageFit, augmentation: augmentations = [] }: Partial<TrainingSettings>,
  seed: Value,
): { readonly preparation: Preparation; readonly trainPreparation: Preparation } {
  const preparation: Preparation = {
    inputShape: plan.input.shape,
    ...{ normalization, imageFit, targets: targetsOfPlan(plan) },
  };
  return {
    preparation,
    trainPreparation: { ...preparation, augmentation: { augmentations, seed, colors: colors ?? null } },
  };
}

/** What a network's products are taken in: in float32 also where the engine has no other products. */
export function productTypeOf(
  precision: TrainingSettings['precision'],
  capabilities = ALL_CAPABILITIES,
): ProductType {
  return precision === 'mixed' && capabilities.has('bfloat16') ? 'bfloat16' : 'float32';
}

/** Examples of one native call of a training step; undefined where the settings do not say. */
function examplesOfCall({ microBatchSize, batchSize }: Partial<TrainingSettings>): number | undefined {
  return batchSize === undefined ? undefined : perStepBatch({ batchSize, microBatchSize });
}

/** How every saved variable gets a value: drawn by the seed, or fed. */
function initialization(
  graph: OpGraph,
  weights: readonly ProgramWeight[],
  slots: readonly ProgramSlot[],
  clear: readonly OpNode[],
): Pick<ProgramSignatures, 'initialize' | 'write'> {
  const seed = graph.scoped('feeds/initialize', () => placeholder(graph, 'int32', []));
  const initial = [
    ...weights.map((weight) => ({ ...weight, value: initialValueOf(graph, weight, seed) })),
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

interface ProgramSplit {
  readonly batch: StoredBatch;
  /** How the examples come into the engine; none where they are fed. */
  readonly signatures: SplitSignatures;
}

function dataOf(
  graph: OpGraph,
  name: 'train' | 'test',
  data: ProgramData,
  preparation: Preparation,
): ProgramSplit {
  if (data.isFed === true) {
    return { batch: feedBatch(graph, name, data.exampleShape, preparation, data.dtype), signatures: {} };
  }
  const count = name === 'train' ? data.trainCount : data.testCount;
  const labels = labelTypeOf(preparation, data.exampleShape);
  const split = declareSplit(graph, name, count, data.exampleShape, data.dtype, labels);
  return { batch: gatherBatch(graph, split, preparation), signatures: dataSignatures(graph, split) };
}

function dataSignatures(graph: OpGraph, split: DataSplit): SplitSignatures {
  const [, ...exampleShape] = split.images.shape;
  const feed = (name: string, dtype: DataType, shape: readonly (number | null)[]) =>
    graph.scoped(`feeds/${split.name}/${name}`, () => placeholder(graph, dtype, shape));
  const places = feed('places', 'int32', [null]);
  const { labels } = split;
  const rows = {
    images: feed('images', split.images.dtype, [null, ...exampleShape]),
    ...(labels && { labels: feed('labels', labels.dtype, [null, ...labels.shape.slice(1)]) }),
  };
  const allocated = allocateSplit(graph, split);
  const filled = fillSplit(graph, split, places, rows);
  const stored = readLabels(graph, split);
  return {
    [`allocate-${split.name}`]: {
      inputs: {},
      outputs: { done: done(graph, `allocate-${split.name}`, allocated) },
    },
    [`fill-${split.name}`]: {
      inputs: { places, ...rows },
      outputs: { done: done(graph, `fill-${split.name}`, filled) },
    },
    [`read-${split.name}`]: readSplit(graph, split),
    ...(stored && { [`labels-${split.name}`]: stored }),
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
  weights: readonly ProgramWeight[],
  slots: readonly ProgramSlot[],
): readonly StateEntry[] {
  return [...weights, ...slots].map(({ name, variable }) => ({
    name,
    shape: variable.shape,
    value: read.get(name) ?? graph.scoped(`read/${name}`, () => readVariable(graph, variable)),
  }));
}

/** A number to fetch so that the ops run: calls are made for their outputs. */
function done(graph: OpGraph, name: string, after: readonly OpNode[]): Value {
  return graph.scoped(`done/${name}`, () => identity(graph, scalar(graph, 1, 'int32'), after));
}
