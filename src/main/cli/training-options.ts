import type {
  NetloomDocument,
  OptimizerSettings,
  ScheduleSettings,
  TrainingSettings,
} from '../../graph-runtime/document/document';
import {
  optimizerSchema,
  scheduleSchema,
  trainingSettingsSchema,
} from '../../graph-runtime/document/training-settings';
import { type OptionKinds, type OptionValues, UsageError } from './arguments';

/** Options that stand for training settings. What is not given stays as the network's file has it. */
export const trainingOptions = {
  epochs: { kind: 'integer', minimum: 1, maximum: 100_000 },
  'batch-size': { kind: 'integer', minimum: 1, maximum: 65_536 },
  'micro-batch-size': { kind: 'integer', minimum: 1, maximum: 65_536 },
  optimizer: { kind: 'choice', among: ['sgd', 'momentum', 'adam', 'adamw', 'rmsprop', 'adagrad'] },
  'learning-rate': { kind: 'positive' },
  schedule: {
    kind: 'choice',
    among: ['constant', 'step', 'exponential', 'cosine', 'oneCycle', 'reduceOnPlateau'],
  },
  'warmup-epochs': { kind: 'positive' },
  'early-stopping': { kind: 'integer', minimum: 1, maximum: 10_000 },
  'validation-share': { kind: 'positive', maximum: 0.5 },
  'checkpoint-every': { kind: 'positive', maximum: 10_000 },
  precision: { kind: 'choice', among: ['float32', 'mixed'] },
  device: { kind: 'choice', among: ['cpu', 'gpu'] },
  seed: { kind: 'integer', minimum: 0, maximum: 0x7fffffff },
} as const satisfies OptionKinds;

type Given = OptionValues<typeof trainingOptions>;

/**
 * The document with the settings that were given.
 *
 * @throws UsageError when they do not go together
 */
export function withTrainingOptions(document: NetloomDocument, given: Given): NetloomDocument {
  const { training } = document;
  const epochs = given.epochs ?? training.epochs;
  const settings = {
    ...training,
    epochs,
    batchSize: given['batch-size'] ?? training.batchSize,
    seed: given.seed ?? training.seed,
    optimizer: optimizerOf(training, given),
    schedule: scheduleOf(training, given, epochs),
    ...optionalSettings(training, given),
  };
  return { ...document, training: requireStorable(settings) };
}

/** A run keeps its settings in a file: what that could not hold must not be trained with, or the run could not be resumed. */
function requireStorable(settings: TrainingSettings): TrainingSettings {
  const parsed = trainingSettingsSchema.safeParse(settings);
  if (parsed.success) return settings;
  const [issue] = parsed.error.issues;
  throw new UsageError(`These settings do not go together: ${issue?.path.join('.')}: ${issue?.message}.`);
}

/** Settings that a file may do without; what is absent in both stays absent. */
function optionalSettings(training: TrainingSettings, given: Given): Partial<TrainingSettings> {
  const share = given['validation-share'];
  const patience = given['early-stopping'];
  const usual = training.earlyStopping ?? { monitor: 'loss', minimumDelta: 0, keepsBest: true };
  return {
    ...(given['micro-batch-size'] !== undefined && { microBatchSize: given['micro-batch-size'] }),
    ...(share !== undefined && { validationShare: share }),
    ...(patience !== undefined && { earlyStopping: { ...usual, patience } }),
    ...(given['checkpoint-every'] !== undefined && { checkpointEpochs: given['checkpoint-every'] }),
    ...(given.precision !== undefined && { precision: given.precision }),
    ...(given.device !== undefined && { device: given.device }),
  };
}

/** Another optimiser comes with its usual settings, but the learning rate of one says nothing about that of another. */
function optimizerOf({ optimizer }: TrainingSettings, given: Given): OptimizerSettings {
  const learningRate = given['learning-rate'] ?? optimizer.learningRate;
  const type = given.optimizer;
  if (type === undefined || type === optimizer.type) return { ...optimizer, learningRate };
  if (given['learning-rate'] === undefined) {
    throw new UsageError(`--optimizer ${type} needs a --learning-rate of its own, e.g. 0.001 for adam.`);
  }
  return optimizerSchema.parse({ type, learningRate });
}

/** Another schedule comes with its usual settings: steps of a tenth at a third and two thirds of the run, 5% less an epoch. */
function scheduleOf({ schedule }: TrainingSettings, given: Given, epochs: number): ScheduleSettings {
  const warmupEpochs = given['warmup-epochs'] ?? schedule.warmupEpochs;
  const type = given.schedule;
  if (type === undefined || type === schedule.type) return { ...schedule, warmupEpochs };
  return scheduleSchema.parse({
    type,
    warmupEpochs,
    ...(type === 'step' && { everyEpochs: epochs / 3, factor: 0.1 }),
    ...(type === 'exponential' && { factorPerEpoch: 0.95 }),
  });
}
