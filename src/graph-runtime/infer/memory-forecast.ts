import { declareSplit, gatherBatch } from '../compile/data-input';
import { planNetwork } from '../compile/lower-network';
import { OpGraph, type OpNode } from '../compile/op-graph';
import { createOptimizer } from '../compile/optimizers/registry';
import { buildTrainStep, placeStepSeed } from '../compile/train-step';
import { declareSlots } from '../compile/update-weights';
import { declareWeights } from '../compile/weights';
import type { OptimizerSettings } from '../document/document';
import type { NetworkAnalysis } from './analysis';
import { type BatchBytes, bytesOf, type MemoryMoment, memoryTimeline } from './memory-timeline';
import { elementCount } from './tensor-type';

export interface ForecastSettings {
  /** Examples per step. */
  readonly batchSize: number;
  readonly optimizer: OptimizerSettings;
  /** The data set that is kept in memory; by default Fashion-MNIST. */
  readonly data?: DatasetSize;
}

/** Number and shape (`[height, width, channels]`, one byte each) of a data set's images. */
export interface DatasetSize {
  readonly imageShape: readonly number[];
  readonly trainCount: number;
  readonly testCount: number;
}

/** Peak memory of training, in bytes, and what it is for. The parts add up to the whole. */
export interface MemoryForecast {
  readonly bytes: number;
  readonly parts: {
    readonly weights: number;
    /** Gradients of weights, computed and not yet applied. */
    readonly gradients: number;
    /** What the optimiser remembers: momentum, moments. */
    readonly optimizerSlots: number;
    /** Values kept for the backward pass, and on their way through it. */
    readonly activations: number;
    /** Copies of its inputs and outputs that a convolution arranges for the processor while it runs. */
    readonly workspace: number;
    readonly data: number;
    /** Node.js and libtensorflow themselves. */
    readonly runtime: number;
  };
}

const FASHION_MNIST: DatasetSize = { imageShape: [28, 28, 1], trainCount: 60_000, testCount: 10_000 };

/**
 * What a process that has loaded TensorFlow and compiled a network takes before its first step, without data: measured, see
 * `README.md`. It is the same for every network and varies by some 20 MB from run to run.
 */
const RUNTIME_BYTES = 665e6;

/** The data set is there twice while it is moved: as it was read, and in the engine's variables. */
const DATA_COPIES = 2;

/**
 * Forecasts the peak resident memory of the process that trains a network, on the processor (not of a graphics card). It
 * compiles the training step as the trainer will and walks through its ops, so it knows of every layer and optimiser that can be
 * trained. The network must be trainable.
 *
 * Takes tens of milliseconds the first time for a network, and next to nothing for further batch sizes.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function forecastTrainingMemory(
  analysis: NetworkAnalysis,
  settings: ForecastSettings,
): MemoryForecast {
  const { optimizer, batchSize, data = FASHION_MNIST } = settings;
  return forecastAt(profileOf(analysis, optimizer), batchSize, data);
}

/** The largest batch whose forecast stays within `bytes`, up to 65,536; 0 when not even one example does. */
export function largestBatchThatFits(
  analysis: NetworkAnalysis,
  bytes: number,
  settings: Omit<ForecastSettings, 'batchSize'>,
): number {
  const { optimizer, data = FASHION_MNIST } = settings;
  const profile = profileOf(analysis, optimizer);
  let fits = 0;
  let tooLarge = LARGEST_BATCH + 1;
  while (tooLarge - fits > 1) {
    const middle = Math.floor((fits + tooLarge) / 2);
    if (forecastAt(profile, middle, data).bytes <= bytes) fits = middle;
    else tooLarge = middle;
  }
  return fits;
}

const LARGEST_BATCH = 65_536;

/**
 * A convolution's two gradients, by its input and by its kernel, become ready together; with two threads they run side by side
 * now and then. Fitted to the measurements: 1 would be never, 2 always.
 */
const CONCURRENT_CONVOLUTIONS = 1.3;

/** What a network and an optimiser need, whatever the batch. */
interface MemoryProfile {
  readonly weights: number;
  readonly optimizerSlots: number;
  readonly moments: readonly MemoryMoment[];
  readonly workspaces: readonly BatchBytes[];
}

function forecastAt(profile: MemoryProfile, batchSize: number, data: DatasetSize): MemoryForecast {
  const at = ({ fixed, perExample }: BatchBytes) => fixed + perExample * batchSize;
  const { weights, optimizerSlots, moments, workspaces } = profile;
  let activations = 0;
  let gradients = 0;
  for (const moment of moments) {
    const now = at(moment.activations);
    if (now + moment.gradients <= activations + gradients) continue;
    activations = now;
    gradients = moment.gradients;
  }
  const parts = {
    weights,
    gradients,
    optimizerSlots,
    activations,
    workspace:
      CONCURRENT_CONVOLUTIONS * workspaces.reduce((largest, bytes) => Math.max(largest, at(bytes)), 0),
    data: DATA_COPIES * elementCount({ shape: data.imageShape }) * (data.trainCount + data.testCount),
    runtime: RUNTIME_BYTES,
  };
  return { bytes: Object.values(parts).reduce((sum, part) => sum + part, 0), parts };
}

const profiles = new WeakMap<NetworkAnalysis['graph'], Map<string, MemoryProfile>>();

function profileOf(analysis: NetworkAnalysis, optimizer: OptimizerSettings): MemoryProfile {
  let known = profiles.get(analysis.graph);
  if (known === undefined) {
    known = new Map();
    profiles.set(analysis.graph, known);
  }
  // Rates and factors are numbers in the same ops; whether gradients are clipped or decayed makes other ops.
  const key = `${optimizer.type} ${optimizer.clipNorm === null} ${optimizer.weightDecay === 0}`;
  let profile = known.get(key);
  if (profile === undefined) {
    profile = createProfile(analysis, optimizer);
    known.set(key, profile);
  }
  return profile;
}

function createProfile(analysis: NetworkAnalysis, settings: OptimizerSettings): MemoryProfile {
  const graph = new OpGraph();
  const plan = planNetwork(analysis);
  const optimizer = createOptimizer(settings);
  const weights = declareWeights(graph, analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const split = declareSplit(graph, 'train', FASHION_MNIST.trainCount, FASHION_MNIST.imageShape);
  const batch = gatherBatch(graph, split, { inputShape: plan.input.shape });
  const { signatures } = buildTrainStep(graph, {
    plan,
    batch,
    weights,
    optimizer,
    slots,
    seed: placeStepSeed(graph),
  });
  const moments = memoryTimeline(Object.values(signatures.train?.outputs ?? {}));
  const sizeOf = ({ shape }: { readonly shape: readonly number[] }) => 4 * elementCount({ shape });
  return {
    weights: weights.reduce((sum, { variable }) => sum + sizeOf(variable), 0),
    optimizerSlots: slots.reduce((sum, { variable }) => sum + sizeOf(variable), 0),
    moments,
    workspaces: moments.map(({ op }) => workspaceOf(op)),
  };
}

/**
 * oneDNN, TensorFlow's library for convolutions on the processor, works on images whose channels stand in groups of the
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
