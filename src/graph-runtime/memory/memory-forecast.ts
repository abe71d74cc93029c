import type { ExampleType } from '../datasets/example-type';
import type { TargetDescription } from '../datasets/target-description';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { elementCount } from '../layers/tensor-type';
import { roundedBatch } from '../ops/op-graph';
import { isInParts, perStepBatch } from '../settings/per-step-batch';
import { type MemoryProfile, profileOf } from './memory-profile';
import type { BatchBytes, MemoryMoment } from './memory-timeline';

/** A document's training settings, as far as memory depends on them, and the data set. */
export type ForecastSettings = Pick<TrainingSettings, 'batchSize' | 'optimizer'> &
  Partial<
    Pick<
      TrainingSettings,
      | 'microBatchSize'
      | 'precision'
      | 'augmentation'
      | 'normalization'
      | 'imageFit'
      | 'target'
      | 'loss'
      | 'mixup'
      | 'cutMix'
    >
  > & {
    /** By default Fashion-MNIST. */
    readonly data?: DatasetSize;
    /** The data is not kept in memory but read a batch at a time. */
    readonly isFed?: boolean;
    /** Whether the network's health is looked at now and then, as in every run but not in a bench. By default it is. */
    readonly isWatched?: boolean;
  };

/** The settings without the sizes that are asked for. */
export type FittingSettings = Omit<ForecastSettings, 'batchSize'> & {
  /** A batch to begin with, best one that was forecast already. */
  readonly batchSize?: number;
  /** Whether the answer is to be the size of a micro-batch, where gradients are added up beside. By default that of a whole batch. */
  readonly isInParts?: boolean;
};

/** Number and shape (`[height, width, channels]`, one byte each) of a data set's images. */
export interface DatasetSize {
  readonly exampleShape: readonly number[];
  /** What examples are made of; absent: bytes. */
  readonly dtype?: ExampleType;
  /** What its labels are; absent: one class. */
  readonly target?: TargetDescription;
  readonly trainCount: number;
  readonly testCount: number;
}

/** Peak memory of training, in bytes, and what it is for. The parts add up to the whole. */
export interface MemoryForecast {
  readonly bytes: number;
  readonly parts: {
    readonly weights: number;
    /** Gradients of weights, computed and not yet applied, the sums of those of micro-batches, and weights from before a step. */
    readonly gradients: number;
    /** What the optimizer remembers: momentum, moments. */
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

const FASHION_MNIST: DatasetSize = { exampleShape: [28, 28, 1], trainCount: 60_000, testCount: 10_000 };

/**
 * What a process that has loaded TensorFlow and compiled a network takes before its first step, without data: measured, see
 * `docs/decisions/0092`. It is the same for every network and varies by some 20 MB from run to run.
 */
const RUNTIME_BYTES = 665e6;

/** The data set is there twice while it is moved: as it was read, and in the engine's variables. */
const DATA_COPIES = 2;

/** Batches that wait in memory where data is read while the network trains: the one in the step and three that come. */
const FED_BATCHES = 4;

/**
 * Forecasts the peak resident memory of the process that trains a network, on the processor (not of a graphics card). It
 * compiles the training step as the trainer will and walks through its ops, so it knows of every layer and optimizer that can be
 * trained. The network must be trainable.
 *
 * Takes tens of milliseconds the first time for a network (hundreds where it has hundreds of layers), and next to nothing for further
 * batch sizes.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function forecastTrainingMemory(
  analysis: NetworkAnalysis,
  settings: ForecastSettings,
): MemoryForecast {
  const count = perStepBatch(settings);
  const profile = profileFor(analysis, { ...settings, isInParts: isInParts(settings) }, count);
  return forecastAt(profile, count, settings, settings.batchSize);
}

/**
 * The most examples at a time whose forecast stays within `bytes`, up to 65,536; 0 when not even one does. Compiles the step for the batch
 * in the settings, and for the batches that fit where those make another graph.
 */
export function largestBatchThatFits(
  analysis: NetworkAnalysis,
  bytes: number,
  settings: FittingSettings,
): number {
  const { batchSize = LARGEST_BATCH, microBatchSize } = settings;
  const seen = new Set<number>();
  // A profile is that of all batches that round to the same size; for others it is a first estimate.
  let size = roundedBatch(perStepBatch({ batchSize, microBatchSize }));
  for (;;) {
    const profile = profileFor(analysis, settings, size);
    const fits = largestWithin(LARGEST_BATCH, (count) => forecastAt(profile, count, settings).bytes <= bytes);
    const next = roundedBatch(fits);
    if (next === size) return fits;
    // Larger batches come in more parts, of less memory each: either estimate leads to the other.
    if (seen.has(next)) return 2 * Math.min(size, next) - 1;
    seen.add(size);
    size = next;
  }
}

/** The largest number up to `most` that fits, where all smaller ones do as well; 0: none. */
function largestWithin(most: number, isFitting: (count: number) => boolean): number {
  let fits = 0;
  let tooLarge = most + 1;
  while (tooLarge - fits > 1) {
    const middle = Math.floor((fits + tooLarge) / 2);
    if (isFitting(middle)) fits = middle;
    else tooLarge = middle;
  }
  return fits;
}

function profileFor(analysis: NetworkAnalysis, settings: FittingSettings, count: number): MemoryProfile {
  const { data = FASHION_MNIST, isFed = false, isInParts = false } = settings;
  const expectedBatch = roundedBatch(count);
  return profileOf(analysis, {
    ...settings,
    exampleShape: data.exampleShape,
    targets: data.target,
    isFed,
    isInParts,
    expectedBatch,
  });
}

const LARGEST_BATCH = 65_536;

/**
 * A convolution's two gradients, by its input and by its kernel, become ready together; with two threads they run side by side
 * now and then. Fitted to the measurements: 1 would be never, 2 always.
 */
const CONCURRENT_CONVOLUTIONS = 1.3;

/**
 * @param count examples at a time
 * @param whole examples of a batch, which is read whole even if it is trained on in parts
 */
function forecastAt(
  profile: MemoryProfile,
  count: number,
  { data = FASHION_MNIST, isFed = false, isWatched = true }: FittingSettings,
  whole = count,
): MemoryForecast {
  const at = ({ fixed, perExample }: BatchBytes) => fixed + perExample * count;
  const { weights, gradientSums, optimizerSlots, workspaces } = profile;
  const imageBytes = elementCount({ shape: data.exampleShape }) * (data.dtype === 'float32' ? 4 : 1);
  const copies = isWatched ? profile.weightCopies : 0;
  let activations = 0;
  let gradients = 0;
  const meet = (moment: MemoryMoment, beside: number) => {
    const [examples, others] = [at(moment.activations), moment.gradients + beside];
    if (examples + others <= activations + gradients) return;
    activations = examples;
    gradients = others;
  };
  for (const moment of profile.moments) meet(moment, copies);
  if (isWatched) for (const moment of profile.healthMoments) meet(moment, 0);
  const parts = {
    weights,
    gradients: gradients + gradientSums,
    optimizerSlots,
    activations,
    workspace:
      CONCURRENT_CONVOLUTIONS * workspaces.reduce((largest, bytes) => Math.max(largest, at(bytes)), 0),
    data: imageBytes * (isFed ? FED_BATCHES * whole : DATA_COPIES * (data.trainCount + data.testCount)),
    runtime: RUNTIME_BYTES,
  };
  return { bytes: Object.values(parts).reduce((sum, part) => sum + part, 0), parts };
}
