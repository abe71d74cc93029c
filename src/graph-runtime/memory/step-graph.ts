import { type Batch, declareSplit, feedBatch, gatherBatch, type Preparation } from '../compile/data-input';
import { buildEvaluation } from '../compile/evaluation';
import { planNetwork } from '../compile/lower-network';
import { productTypeOf } from '../compile/program';
import type { ProgramSignatures } from '../compile/program-signatures';
import { buildTrainStep, placeStepSeed, type TrainStep } from '../compile/train-step';
import { declareSlots, type ProgramSlot } from '../compile/update-weights';
import { declareWeights, type ProgramWeight } from '../compile/weights';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { OpGraph, type Value } from '../ops/op-graph';
import { createOptimizer } from '../settings/optimizers/registry';

/** What shapes the training step of a network, batch size aside. */
export type StepSettings = Pick<TrainingSettings, 'optimizer'> &
  Partial<Pick<TrainingSettings, 'precision' | 'augmentation' | 'normalization' | 'imageFit'>> & {
    /** `[height, width, channels]` of the stored images. */
    readonly exampleShape: readonly number[];
    readonly isFed: boolean;
    /** Whether a step comes in micro-batches. */
    readonly isInParts: boolean;
    /** Examples of a call, see `OpGraph.expectedBatch`. */
    readonly expectedBatch: number;
  };

/** A training step as the trainer compiles it, for forecasts: nothing runs it. */
export interface StepGraph {
  readonly graph: OpGraph;
  readonly weights: readonly ProgramWeight[];
  readonly slots: readonly ProgramSlot[];
  readonly step: TrainStep;
  /** The evaluation of a batch, built when it is asked for. */
  readonly evaluation: () => ProgramSignatures['evaluate'];
}

const graphs = new WeakMap<NetworkAnalysis['graph'], Map<string, StepGraph>>();

/**
 * Compiles the training step as the trainer will; remembered for each network.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function stepGraphOf(analysis: NetworkAnalysis, settings: StepSettings): StepGraph {
  let known = graphs.get(analysis.graph);
  if (known === undefined) {
    known = new Map();
    graphs.set(analysis.graph, known);
  }
  const key = keyOfStep(settings);
  let graph = known.get(key);
  if (graph === undefined) {
    graph = createStepGraph(analysis, settings);
    known.set(key, graph);
  }
  return graph;
}

/** Equal for settings with the same ops: rates and factors are numbers in them; what is there at all makes others. */
export function keyOfStep({
  optimizer,
  precision,
  augmentation,
  normalization,
  imageFit,
  ...rest
}: StepSettings): string {
  const { exampleShape, isFed, isInParts, expectedBatch } = rest;
  const slots = createOptimizer(optimizer).slots.map(({ name }) => name);
  const more = [optimizer.clipNorm === null, optimizer.weightDecay === 0, normalization === undefined];
  const steps = augmentation?.map(({ type }) => type);
  return JSON.stringify([
    optimizer.type,
    slots,
    precision,
    steps,
    imageFit === 'crop',
    exampleShape,
    isFed,
    isInParts,
    expectedBatch,
    ...more,
  ]);
}

function createStepGraph(analysis: NetworkAnalysis, settings: StepSettings): StepGraph {
  const { precision, expectedBatch } = settings;
  const graph = new OpGraph({ productType: productTypeOf(precision), expectedBatch });
  const plan = planNetwork(analysis);
  const optimizer = createOptimizer(settings.optimizer);
  const weights = declareWeights(graph, analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const seed = placeStepSeed(graph);
  const step = buildTrainStep(graph, {
    plan,
    batch: placeBatch(graph, 'train', plan.input.shape, seed, settings),
    weights,
    optimizer,
    slots,
    seed,
    isInParts: settings.isInParts,
  });
  let evaluation: ProgramSignatures['evaluate'] | undefined;
  return {
    ...{ graph, weights, slots, step },
    evaluation: () => {
      evaluation ??= buildEvaluation(
        graph,
        plan,
        weights,
        placeBatch(graph, 'test', plan.input.shape, null, settings),
      ).signature;
      return evaluation;
    },
  };
}

/**
 * A batch of images as the data set keeps them, or of the input's own channels where the data does not fit the network.
 *
 * @param seed null: an evaluation's, in which nothing is random
 */
function placeBatch(
  graph: OpGraph,
  split: 'train' | 'test',
  inputShape: readonly number[],
  seed: Value | null,
  {
    exampleShape: [height = 1, width = 1, stored = 1],
    isFed,
    augmentation = [],
    normalization,
    imageFit,
  }: StepSettings,
): Batch {
  const wanted = inputShape[2] ?? stored;
  const channels = stored === 1 || (stored === 3 && wanted === 1) ? stored : wanted;
  const exampleShape = [height, width, channels];
  // Numbers take the same memory whatever they are; lists of a wrong length are reported elsewhere.
  const colors = Array.from({ length: channels }, (_, channel) => ({
    variance: 1,
    direction: Array.from({ length: channels }, (_entry, place) => (place === channel ? 1 : 0)),
  }));
  const preparation: Preparation = {
    inputShape,
    normalization: normalization && { mean: [0], deviation: [1] },
    imageFit,
    augmentation: seed === null ? undefined : { augmentations: augmentation, seed, colors },
  };
  return isFed
    ? feedBatch(graph, split, exampleShape, preparation)
    : gatherBatch(graph, declareSplit(graph, split, 1, exampleShape), preparation);
}
