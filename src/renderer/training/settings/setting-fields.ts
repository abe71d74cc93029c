import { initialLearningRate } from '../../../graph-runtime/compile/optimizers/registry';
import {
  type OptimizerSettings,
  optimizerSchema,
  type ScheduleSettings,
  scheduleSchema,
  type TrainingSettings,
} from '../../../graph-runtime/document/document';

/**
 * What the settings form shows for each optimiser and schedule: the document's schema says what is valid, this says in which
 * order to ask for it and how coarse a step of its field is.
 */

export type OptimizerType = OptimizerSettings['type'];
export type ScheduleType = ScheduleSettings['type'];

/** Every key that some member of a union of settings has, besides its `type`. */
type KeyOf<T> = T extends unknown ? Exclude<keyof T, 'type'> : never;
export type OptimizerKey = KeyOf<OptimizerSettings>;
export type ScheduleKey = KeyOf<ScheduleSettings>;
export type SettingValue = number | boolean | null;

export interface SettingField<Key extends string> {
  readonly key: Key;
  /** `relative`: a positive number of any magnitude, whose field steps in its second digit. `optional`: may be switched off. */
  readonly kind: 'number' | 'relative' | 'boolean' | 'optional';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
}

const learningRate: SettingField<OptimizerKey> = { key: 'learningRate', kind: 'relative' };
const epsilon: SettingField<OptimizerKey> = { key: 'epsilon', kind: 'relative' };
const share = { kind: 'number', minimum: 0, maximum: 1, step: 0.01 } as const;
const common: readonly SettingField<OptimizerKey>[] = [
  { key: 'weightDecay', kind: 'number', minimum: 0, step: 0.0001 },
  { key: 'clipNorm', kind: 'optional', step: 0.1 },
];

export const OPTIMIZER_FIELDS: Readonly<Record<OptimizerType, readonly SettingField<OptimizerKey>[]>> = {
  sgd: [learningRate, ...common],
  momentum: [learningRate, { key: 'momentum', ...share }, { key: 'nesterov', kind: 'boolean' }, ...common],
  adam: [
    learningRate,
    { key: 'beta1', ...share },
    { key: 'beta2', ...share, step: 0.001 },
    epsilon,
    ...common,
  ],
  adamw: [
    learningRate,
    { key: 'beta1', ...share },
    { key: 'beta2', ...share, step: 0.001 },
    epsilon,
    ...common,
  ],
  rmsprop: [
    learningRate,
    { key: 'rho', ...share },
    { key: 'momentum', ...share },
    epsilon,
    { key: 'centered', kind: 'boolean' },
    ...common,
  ],
  adagrad: [
    learningRate,
    { key: 'initialAccumulator', kind: 'number', minimum: 0, step: 0.1 },
    epsilon,
    ...common,
  ],
};

const warmupEpochs: SettingField<ScheduleKey> = { key: 'warmupEpochs', kind: 'number', minimum: 0, step: 1 };

export const SCHEDULE_FIELDS: Readonly<Record<ScheduleType, readonly SettingField<ScheduleKey>[]>> = {
  constant: [warmupEpochs],
  step: [
    { key: 'everyEpochs', kind: 'number', minimum: 1, step: 1 },
    { key: 'factor', ...share },
    warmupEpochs,
  ],
  exponential: [{ key: 'factorPerEpoch', ...share }, warmupEpochs],
  cosine: [{ key: 'minimum', kind: 'number', minimum: 0, step: 0.001 }, warmupEpochs],
  oneCycle: [
    { key: 'riseShare', kind: 'number', minimum: 0.01, maximum: 0.99, step: 0.05 },
    { key: 'initialDivisor', kind: 'number', minimum: 1, step: 1 },
    { key: 'finalDivisor', kind: 'number', minimum: 1, step: 100 },
    warmupEpochs,
  ],
  reduceOnPlateau: [
    { key: 'factor', ...share },
    { key: 'patience', kind: 'number', minimum: 1, step: 1 },
    { key: 'minimumDelta', kind: 'number', minimum: 0, step: 0.0001 },
    { key: 'minimum', kind: 'number', minimum: 0, step: 0.001 },
    warmupEpochs,
  ],
};

/** An optimiser just chosen: the original's own if it is of that type, else the usual values. */
export function chooseOptimizer(type: OptimizerType, original: OptimizerSettings): OptimizerSettings {
  if (original.type === type) return original;
  return optimizerSchema.parse({ type, learningRate: initialLearningRate(type) });
}

/** A schedule just chosen: the original's own if it is of that type, else the usual values. */
export function chooseSchedule(
  type: ScheduleType,
  original: ScheduleSettings,
  settings: Pick<TrainingSettings, 'epochs'>,
): ScheduleSettings {
  if (original.type === type) return original;
  const everyEpochs = Math.max(1, Math.ceil(settings.epochs / 3));
  return scheduleSchema.parse({
    type,
    ...(type === 'step' && { everyEpochs, factor: 0.1 }),
    ...(type === 'exponential' && { factorPerEpoch: 0.9 }),
  });
}

/** The settings with one changed; null when the schema does not allow the value. */
export function changeOptimizer(
  optimizer: OptimizerSettings,
  key: OptimizerKey,
  value: SettingValue,
): OptimizerSettings | null {
  return optimizerSchema.safeParse({ ...optimizer, [key]: value }).data ?? null;
}

/** The settings with one changed; null when the schema does not allow the value. */
export function changeSchedule(
  schedule: ScheduleSettings,
  key: ScheduleKey,
  value: SettingValue,
): ScheduleSettings | null {
  return scheduleSchema.safeParse({ ...schedule, [key]: value }).data ?? null;
}

/** One setting of an optimiser or schedule; undefined when its type has none of that name. */
export function readSetting(
  settings: OptimizerSettings | ScheduleSettings,
  key: OptimizerKey | ScheduleKey,
): SettingValue | undefined {
  const entry: readonly [string, SettingValue | string] | undefined = Object.entries(settings).find(
    ([name]) => name === key,
  );
  return typeof entry?.[1] === 'string' ? undefined : entry?.[1];
}

/** How far one press of a button or an arrow key moves a number of any magnitude: one in its second digit. */
export function relativeStep(value: number): number {
  return value > 0 ? 10 ** (Math.floor(Math.log10(value)) - 1) : 0.01;
}

/** How many settings differ: a chosen type counts once, and then each of its values that both have. */
export function countChanges(current: TrainingSettings, original: TrainingSettings): number {
  const plain = (['epochs', 'batchSize', 'seed'] as const).filter(
    (key) => current[key] !== original[key],
  ).length;
  const optimizerKeys = OPTIMIZER_FIELDS[current.optimizer.type].map((field) => field.key);
  const scheduleKeys = SCHEDULE_FIELDS[current.schedule.type].map((field) => field.key);
  return (
    plain +
    countGroup(current.optimizer, original.optimizer, optimizerKeys) +
    countGroup(current.schedule, original.schedule, scheduleKeys)
  );
}

function countGroup<T extends OptimizerSettings | ScheduleSettings>(
  current: T,
  original: T,
  keys: readonly (OptimizerKey | ScheduleKey)[],
): number {
  if (current.type !== original.type) return 1;
  return keys.filter((key) => readSetting(current, key) !== readSetting(original, key)).length;
}
