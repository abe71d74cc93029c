import { type Batch, declareSplit, feedBatch, gatherBatch, type Preparation } from '../compile/data-input';
import { buildHealth } from '../compile/health';
import { planNetwork } from '../compile/lower-network';
import { productTypeOf } from '../compile/program';
import type { Signature } from '../compile/signature';
import { buildTrainStep, placeStepSeed } from '../compile/train-step';
import { declareSlots } from '../compile/update-weights';
import { declareWeights } from '../compile/weights';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { elementCount } from '../layers/tensor-type';
import { OpGraph, type OpNode, type Value } from '../ops/op-graph';
import { createOptimizer } from '../settings/optimizers/registry';
import { type BatchBytes, bytesOf, type MemoryMoment, memoryTimeline } from './memory-timeline';

/** What shapes the training step of a network, batch size aside. */
export type ProfileSettings = Pick<TrainingSettings, 'optimizer'> &
  Partial<Pick<TrainingSettings, 'precision' | 'augmentation' | 'normalization'>> & {
    /** `[height, width, channels]` of the stored images. */
    readonly imageShape: readonly number[];
    readonly isFed: boolean;
    /** Whether a step comes in micro-batches. */
    readonly isInParts: boolean;
    /** Examples of a call, see `OpGraph.expectedBatch`. */
    readonly expectedBatch: number;
  };

/** What a network's training step needs, for batches that round to the same `expectedBatch`. */
export interface MemoryProfile {
  /** Bytes of weights and running statistics. */
  readonly weights: number;
  /** Bytes in which gradients of micro-batches are added up. */
  readonly gradientSums: number;
  readonly optimizerSlots: number;
  /** All that is live while each op of a step runs. */
  readonly moments: readonly MemoryMoment[];
  /** The same of a look at the network's health, which comes before a step. */
  readonly healthMoments: readonly MemoryMoment[];
  /** Bytes of the weights' copy that is kept during a step whose updates are measured. */
  readonly weightCopies: number;
  readonly workspaces: readonly BatchBytes[];
}

const profiles = new WeakMap<NetworkAnalysis['graph'], Map<string, MemoryProfile>>();

/**
 * Compiles the training step as the trainer will and walks through its ops; remembered for each network.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function profileOf(analysis: NetworkAnalysis, settings: ProfileSettings): MemoryProfile {
  let known = profiles.get(analysis.graph);
  if (known === undefined) {
    known = new Map();
    profiles.set(analysis.graph, known);
  }
  const key = keyOf(settings);
  let profile = known.get(key);
  if (profile === undefined) {
    profile = createProfile(analysis, settings);
    known.set(key, profile);
  }
  return profile;
}

/** Rates and factors are numbers in the same ops; what is there at all makes other ops. */
function keyOf({ optimizer, precision, augmentation, normalization, ...rest }: ProfileSettings): string {
  const { imageShape, isFed, isInParts, expectedBatch } = rest;
  const slots = createOptimizer(optimizer).slots.map(({ name }) => name);
  const more = [optimizer.clipNorm === null, optimizer.weightDecay === 0, normalization === undefined];
  const steps = augmentation?.map(({ type }) => type);
  return JSON.stringify([
    optimizer.type,
    slots,
    precision,
    steps,
    imageShape,
    isFed,
    isInParts,
    expectedBatch,
    ...more,
  ]);
}

function createProfile(analysis: NetworkAnalysis, settings: ProfileSettings): MemoryProfile {
  const { precision, expectedBatch } = settings;
  const graph = new OpGraph({ productType: productTypeOf(precision), expectedBatch });
  const plan = planNetwork(analysis);
  const optimizer = createOptimizer(settings.optimizer);
  const weights = declareWeights(graph, analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const seed = placeStepSeed(graph);
  const step = buildTrainStep(graph, {
    plan,
    batch: placeBatch(graph, plan.input.shape, seed, settings),
    weights,
    optimizer,
    slots,
    seed,
    isInParts: settings.isInParts,
  });
  // A step in parts is two calls, one after the other: what one of them needs is given back before the next.
  const moments = Object.values(step.signatures).flatMap(timelineOf);
  const { health } = buildHealth(graph, step, weights).signatures;
  const sizeOf = ({ shape }: { readonly shape: readonly number[] }) => 4 * elementCount({ shape });
  const total = (variables: readonly { readonly variable: { readonly shape: readonly number[] } }[]) =>
    variables.reduce((sum, { variable }) => sum + sizeOf(variable), 0);
  const trained = total(weights.filter(({ name }) => step.gradients.has(name)));
  return {
    weights: total(weights),
    gradientSums: settings.isInParts ? trained : 0,
    optimizerSlots: total(slots),
    moments,
    healthMoments: timelineOf(health),
    weightCopies: trained,
    workspaces: moments.map(({ op }) => workspaceOf(op)),
  };
}

function timelineOf({ outputs }: Signature): readonly MemoryMoment[] {
  return memoryTimeline(Object.values(outputs));
}

/** A batch of images as the data set keeps them, or of the input's own channels where the data does not fit the network. */
function placeBatch(
  graph: OpGraph,
  inputShape: readonly number[],
  seed: Value,
  {
    imageShape: [height = 1, width = 1, stored = 1],
    isFed,
    augmentation = [],
    normalization,
  }: ProfileSettings,
): Batch {
  const wanted = inputShape[2] ?? stored;
  const channels = stored === 1 || (stored === 3 && wanted === 1) ? stored : wanted;
  const imageShape = [height, width, channels];
  // Numbers take the same memory whatever they are; of lists of a wrong length another part of the program tells.
  const colors = Array.from({ length: channels }, (_, channel) => ({
    variance: 1,
    direction: Array.from({ length: channels }, (_entry, place) => (place === channel ? 1 : 0)),
  }));
  const preparation: Preparation = {
    inputShape,
    normalization: normalization && { mean: [0], deviation: [1] },
    augmentation: augmentation.length === 0 ? undefined : { steps: augmentation, seed, colors },
  };
  return isFed
    ? feedBatch(graph, 'train', imageShape, preparation)
    : gatherBatch(graph, declareSplit(graph, 'train', 1, imageShape), preparation);
}

/**
 * oneDNN, TensorFlow's library for convolutions on the processor, works on images whose channels are in groups of the
 * processor's vector length; it copies what goes in and out of the op into that order.
 */
function workspaceOf(op: OpNode): BatchBytes {
  if (!op.op.startsWith('Conv2D')) return { fixed: 0, perExample: 0 };
  let fixed = 0;
  let perExample = 0;
  for (const value of [...op.inputs, ...op.outputs]) {
    const bytes = bytesOf(value);
    fixed += bytes.fixed;
    perExample += bytes.perExample;
  }
  return { fixed, perExample };
}
