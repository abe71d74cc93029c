import { type InitialContext, initialValue } from '../field';
import type { KindSettings } from '../kind';
import { constant } from './constant';
import { cosine } from './cosine';
import { cosineRestarts } from './cosine-restarts';
import { exponential } from './exponential';
import { oneCycle } from './one-cycle';
import { reduceOnPlateau } from './reduce-on-plateau';
import type { IdleField, Plateau, Progress, ScheduleDefinition } from './schedule';
import { step } from './step';

/** Every schedule, in the order in which they are offered; a new one is its import and one more entry. */
export const schedules = {
  constant,
  step,
  exponential,
  cosine,
  cosineRestarts,
  oneCycle,
  reduceOnPlateau,
} as const;

/** How the learning rate changes, as a document has it; every kind may have a linear warm-up in front. */
export type ScheduleSettings = KindSettings<typeof schedules>;

/**
 * The learning rate of a step. During the warm-up it grows linearly from nearly zero to its full value, which the step at the
 * warm-up's end takes (Goyal et al. 2017); after it the schedule begins.
 *
 * @param stepsPerEpoch determines how much of the warm-up one step is
 */
export function learningRateAt(
  settings: ScheduleSettings,
  learningRate: number,
  progress: Progress,
  stepsPerEpoch: number,
): number {
  const { warmupEpochs } = settings;
  if (progress.epoch < warmupEpochs) {
    const nextStep = progress.epoch + 1 / stepsPerEpoch;
    return learningRate * Math.min(nextStep / warmupEpochs, 1);
  }
  const sinceWarmUp = {
    ...progress,
    epoch: progress.epoch - warmupEpochs,
    epochs: progress.epochs - warmupEpochs,
  };
  const definition: ScheduleDefinition = schedules[settings.type];
  return definition.rate(settings, learningRate, sinceWarmUp);
}

/** What counts as a plateau for the schedule; null where it does not depend on any. */
export function plateauOf(settings: ScheduleSettings): Plateau | null {
  const definition: ScheduleDefinition = schedules[settings.type];
  return definition.plateau?.(settings) ?? null;
}

/** The field that keeps the schedule from ever changing the rate in a run of `epochs` epochs; null where it acts. */
export function idleFieldOf(settings: ScheduleSettings, epochs: number): IdleField | null {
  const definition: ScheduleDefinition = schedules[settings.type];
  return definition.idleField?.(settings, epochs - settings.warmupEpochs) ?? null;
}

/** The field that decides how fast the rate falls, and its usual value; null where the fall is spread over the run. */
export function paceOf(
  { type }: ScheduleSettings,
  context: InitialContext,
): { readonly key: string; readonly usual: number } | null {
  const { paceKey, fields }: ScheduleDefinition = schedules[type];
  const field = paceKey === undefined ? undefined : fields[paceKey];
  if (paceKey === undefined || field?.kind !== 'number') return null;
  return { key: paceKey, usual: initialValue(field, context) };
}
