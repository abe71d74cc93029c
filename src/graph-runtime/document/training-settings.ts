import { z } from 'zod';
import { openObject } from './open-object';

const optimizerCommon = {
  /** Added to the gradient as weightDecay * weight (for AdamW: decoupled from the gradient). */
  weightDecay: z.number().min(0).default(0),
  /** Gradients are scaled so that their global L2 norm is at most this; null: not clipped. */
  clipNorm: z.number().positive().nullable().default(null),
};
const learningRate = z.number().positive();

/** The optimiser and its hyperparameters, under the names Keras uses. */
export const optimizerSchema = z.discriminatedUnion('type', [
  openObject({ type: z.literal('sgd'), learningRate, ...optimizerCommon }),
  openObject({
    type: z.literal('momentum'),
    learningRate,
    momentum: z.number().min(0).max(1).default(0.9),
    nesterov: z.boolean().default(false),
    ...optimizerCommon,
  }),
  openObject({
    type: z.literal('adam'),
    learningRate,
    beta1: z.number().min(0).max(1).default(0.9),
    beta2: z.number().min(0).max(1).default(0.999),
    epsilon: z.number().positive().default(1e-8),
    ...optimizerCommon,
  }),
  openObject({
    type: z.literal('adamw'),
    learningRate,
    beta1: z.number().min(0).max(1).default(0.9),
    beta2: z.number().min(0).max(1).default(0.999),
    epsilon: z.number().positive().default(1e-8),
    ...optimizerCommon,
    weightDecay: z.number().min(0).default(0.01),
  }),
  openObject({
    type: z.literal('rmsprop'),
    learningRate,
    rho: z.number().min(0).max(1).default(0.99),
    momentum: z.number().min(0).max(1).default(0),
    epsilon: z.number().positive().default(1e-8),
    centered: z.boolean().default(false),
    ...optimizerCommon,
  }),
  openObject({
    type: z.literal('adagrad'),
    learningRate,
    initialAccumulator: z.number().min(0).default(0),
    epsilon: z.number().positive().default(1e-10),
    ...optimizerCommon,
  }),
]);
export type OptimizerSettings = z.infer<typeof optimizerSchema>;

/** How the learning rate changes; every kind may be preceded by a linear warm-up of so many epochs. */
export const scheduleSchema = z.discriminatedUnion('type', [
  openObject({ type: z.literal('constant'), warmupEpochs: z.number().min(0).default(0) }),
  openObject({
    type: z.literal('step'),
    everyEpochs: z.number().positive(),
    factor: z.number().positive().max(1),
    warmupEpochs: z.number().min(0).default(0),
  }),
  openObject({
    type: z.literal('exponential'),
    factorPerEpoch: z.number().positive().max(1),
    warmupEpochs: z.number().min(0).default(0),
  }),
  openObject({
    type: z.literal('cosine'),
    minimum: z.number().min(0).default(0),
    warmupEpochs: z.number().min(0).default(0),
  }),
  /** Up to the learning rate and down again, far below its beginning (Smith and Topin 2017). */
  openObject({
    type: z.literal('oneCycle'),
    /** Share of the run that the rise takes. */
    riseShare: z.number().gt(0).lt(1).default(0.3),
    /** The run begins at the learning rate divided by this, */
    initialDivisor: z.number().min(1).default(25),
    /** and ends at its beginning divided by this. */
    finalDivisor: z.number().min(1).default(10_000),
    warmupEpochs: z.number().min(0).default(0),
  }),
  /** Multiplied by `factor` whenever the loss of the validation split, or else of the test set, has not fallen for `patience` epochs. */
  openObject({
    type: z.literal('reduceOnPlateau'),
    factor: z.number().positive().max(1).default(0.1),
    patience: z.number().int().min(1).default(3),
    /** Less than this is no improvement. */
    minimumDelta: z.number().min(0).default(0.0001),
    minimum: z.number().min(0).default(0),
    warmupEpochs: z.number().min(0).default(0),
  }),
]);
export type ScheduleSettings = z.infer<typeof scheduleSchema>;

const probability = z.number().min(0).max(1);

/** One way to change an image at random before the network sees it. */
export const augmentationStepSchema = z.discriminatedUnion('type', [
  /** Padded on all sides (cells of the stored image) with zeros, then cut back to its size at a random place (He et al. 2016: 4). */
  openObject({ type: z.literal('randomCrop'), padding: z.number().int().min(1).max(512).default(4) }),
  openObject({ type: z.literal('horizontalFlip'), probability: probability.default(0.5) }),
  /** About the centre, by up to so many degrees either way. */
  openObject({ type: z.literal('rotation'), degrees: z.number().min(0).max(180).default(15) }),
  /** Added to all values, up to this share of the full range either way. */
  openObject({ type: z.literal('brightness'), amount: probability.default(0.2) }),
  /** Distances from the image's mean, scaled by 1 - amount to 1 + amount. */
  openObject({ type: z.literal('contrast'), amount: probability.default(0.2) }),
  /** Along the principal components of the colours (Krizhevsky et al. 2012, section 4.1). */
  openObject({ type: z.literal('pcaColor'), deviation: z.number().min(0).max(10).default(0.1) }),
  /** A rectangle of random size and place becomes noise-free grey (Zhong et al. 2017). */
  openObject({
    type: z.literal('randomErasing'),
    probability: probability.default(0.5),
    minimumArea: probability.default(0.02),
    maximumArea: probability.default(0.33),
    minimumAspect: z.number().gt(0).max(1).default(0.3),
  }),
]);
export type AugmentationStep = z.infer<typeof augmentationStepSchema>;

/** Ends a run that no longer improves. */
export const earlyStoppingSchema = openObject({
  /** Of the validation split if there is one, else of the test set. */
  monitor: z.enum(['loss', 'accuracy']).default('loss'),
  /** Epochs without improvement after which the run ends. */
  patience: z.number().int().min(1).max(10_000).default(5),
  /** Less than this is no improvement. */
  minimumDelta: z.number().min(0).default(0),
  /** The run ends with the weights of its best epoch rather than of its last. */
  keepsBest: z.boolean().default(true),
});
export type EarlyStopping = z.infer<typeof earlyStoppingSchema>;

/** What training needs besides the network. */
export const trainingSettingsSchema = openObject({
  epochs: z.number().int().min(1).max(100_000).default(10),
  /** Examples per step. */
  batchSize: z.number().int().min(1).max(65_536).default(128),
  optimizer: optimizerSchema.default({ type: 'sgd', learningRate: 0.1, weightDecay: 0, clipNorm: null }),
  schedule: scheduleSchema.default({ type: 'constant', warmupEpochs: 0 }),
  /** Keys initial weights, shuffling, dropout and augmentation: the same seed gives the same run. */
  seed: z.number().int().min(0).max(0x7fffffff).default(0),
  // What follows may be absent, which means "not done" or "as usual", so that files stay short.
  /**
   * Examples computed at a time, when fewer than a batch: their gradients are added up until `batchSize` examples are through,
   * so that a batch as large as a paper's fits small memory. Absent: whole batches.
   */
  microBatchSize: z.number().int().min(1).max(65_536).optional(),
  /** In this order, to training examples only. */
  augmentation: z.array(augmentationStepSchema).max(20).optional(),
  /** Values become (value - mean) / deviation, a number for each channel or one for all. Absent: values stay in [0, 1]. */
  normalization: openObject({
    mean: z.array(z.number()).min(1).max(4),
    deviation: z.array(z.number().positive()).min(1).max(4),
  }).optional(),
  /** This share of the training examples is kept apart to judge epochs by. Absent: none. */
  validationShare: z.number().gt(0).max(0.5).optional(),
  earlyStopping: earlyStoppingSchema.optional(),
  /**
   * `mixed`: the factors of convolutions and matrix products in bfloat16 (the range of float32 with 8 bits of precision, so that no loss
   * needs scaling), all else in float32. Absent: float32.
   */
  precision: z.enum(['float32', 'mixed']).optional(),
  /** Absent: a GPU if there is one. */
  device: z.enum(['cpu', 'gpu']).optional(),
  /**
   * Epochs between checkpoints; fractions for long epochs. Absent: 1, and about one a minute within long epochs. A pause and a stop
   * write one in any case.
   */
  checkpointEpochs: z.number().gt(0).max(10_000).optional(),
});
export type TrainingSettings = z.infer<typeof trainingSettingsSchema>;
