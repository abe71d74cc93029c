import { z } from 'zod';
import { trainingSettingsSchema } from '../../../graph-runtime/settings/training-settings';
import type { MetricValues } from '../../../graph-runtime/targets/metrics';

/**
 * JSON has no infinity and no "not a number"; a run may have met them (a test loss may overflow though the training loss does
 * not). Finite doubles come back from JSON bit for bit.
 */
const exactNumber = z
  .union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
  .transform((value) => Number(value));

/** For `JSON.stringify`: writes what `exactNumber` reads. */
export function encodeNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Metrics by their ids; those of later versions are kept, too. */
const metricsSchema: z.ZodType<MetricValues> = z.record(z.string(), exactNumber);

const stepPointSchema = z.object({
  step: z.number(),
  epoch: z.number(),
  loss: exactNumber,
  accuracy: exactNumber.optional(),
  metrics: metricsSchema.optional(),
  trainingSeconds: z.number().optional(),
  learningRate: z.number().optional(),
});

const epochPointSchema = z.object({
  epoch: z.number(),
  trainLoss: exactNumber,
  trainAccuracy: exactNumber.optional(),
  trainMetrics: metricsSchema.optional(),
  validationLoss: exactNumber.optional(),
  validationAccuracy: exactNumber.optional(),
  validationMetrics: metricsSchema.optional(),
  testLoss: exactNumber,
  testAccuracy: exactNumber.optional(),
  testMetrics: metricsSchema.optional(),
  seconds: exactNumber,
  trainingSeconds: z.number().optional(),
  examplesPerSecond: exactNumber,
  learningRate: z.number().optional(),
  memoryBytes: z.number().optional(),
});

/** The best value of something watched from epoch to epoch. */
const improvementSchema = z.object({
  /** Null before the first. */
  best: exactNumber.nullable(),
  /** The epoch it came from; 0 before the first. */
  bestEpoch: z.number().int(),
  /** Epochs since then without another. */
  waited: z.number().int(),
});
export type ImprovementState = z.infer<typeof improvementSchema>;

/** Checkpoints of earlier versions have one sum: how many were predicted rightly. */
const totalsSchema = z
  .object({
    examples: z.number().int(),
    losses: exactNumber,
    correct: z.number().optional(),
    sums: z.array(exactNumber).optional(),
  })
  .transform(({ examples, losses, correct = 0, sums = [correct] }) => ({ examples, losses, sums }));

/**
 * All that a run is besides its weights and the optimizer's slots. Shuffling, dropout and augmentation are keyed by seed and
 * counters, so the counters are their whole state.
 */
export const runStateSchema = z.object({
  version: z.literal(1),
  /** Steps done over the whole run. */
  step: z.number().int().min(0),
  /** Epochs that are complete, with their evaluation. */
  epochsDone: z.number().int().min(0),
  /** Examples trained on in the epoch after those; when it is all of them, the evaluation comes next. */
  examplesDone: z.number().int().min(0),
  /** Sums over those examples. */
  totals: totalsSchema,
  /** Seconds of training in that epoch, and of work in the whole run, without pauses. */
  epochSeconds: z.number(),
  seconds: z.number(),
  /** How often the schedule has come to a plateau, and what it remembers of the epochs. */
  plateaus: z.number().int().min(0),
  plateau: improvementSchema,
  /** Best epoch so far; what early stopping waits for. */
  best: improvementSchema,
  /** File of the best epoch's weights, beside the checkpoint; null: none is kept. */
  bestFile: z.string().nullable(),
  /** How the run ended; null: it has not. */
  ended: z.enum(['complete', 'early-stopping']).nullable(),
  epochs: z.array(epochPointSchema),
  points: z.array(stepPointSchema),
  /** What the numbers depend on and must be the same when the run is resumed. */
  identity: z.object({
    networkHash: z.string(),
    /** What is frozen, and factors of the learning rate; absent in checkpoints of versions that had neither. */
    learning: z.object({ frozen: z.string(), factors: z.string() }).optional(),
    documentName: z.string(),
    datasetId: z.string(),
    /** Of the data set's content; absent in checkpoints of earlier versions. */
    datasetHash: z.string().optional(),
    trainCount: z.number().int(),
    validationCount: z.number().int(),
    testCount: z.number().int(),
    /** How many of the first training examples were used; null: all. */
    limit: z.number().int().nullable(),
  }),
  training: trainingSettingsSchema,
  /** The text of the network's file, so that the run survives the loss of that file; absent in checkpoints of earlier versions. */
  document: z.string().optional(),
});
export type RunState = z.infer<typeof runStateSchema>;
export type RunIdentity = RunState['identity'];
