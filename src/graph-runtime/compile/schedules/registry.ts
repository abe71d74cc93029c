import type { ScheduleSettings } from '../../document/document';
import { constant } from './constant';
import { cosine } from './cosine';
import { exponential } from './exponential';
import { oneCycle } from './one-cycle';
import { reduceOnPlateau } from './reduce-on-plateau';
import type { Progress, ScheduleDefinition } from './schedule';
import { step } from './step';

type SettingsByType = { readonly [S in ScheduleSettings as S['type']]: S };
type ScheduleType = keyof SettingsByType;

/** Every schedule; a new one is one more line here. */
const definitions: { readonly [T in ScheduleType]: ScheduleDefinition<SettingsByType[T]> } = {
  constant,
  step,
  exponential,
  cosine,
  oneCycle,
  reduceOnPlateau,
};

/**
 * The learning rate of a step. During the warm-up it grows linearly from nearly zero to its full value, which the step at the
 * warm-up's end takes (Goyal et al. 2017); behind it the schedule begins.
 *
 * @param stepsPerEpoch tells how much of the warm-up one step is
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
  const behind = {
    ...progress,
    epoch: progress.epoch - warmupEpochs,
    epochs: progress.epochs - warmupEpochs,
  };
  return rate(settings.type, settings, learningRate, behind);
}

function rate<T extends ScheduleType>(
  type: T,
  settings: SettingsByType[T],
  learningRate: number,
  progress: Progress,
): number {
  const definition: ScheduleDefinition<SettingsByType[T]> = definitions[type];
  return definition.rate(settings, learningRate, progress);
}
