import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { countChanges } from './setting-fields';

/** Settings a document may leave out. */
export const OPTIONAL_SETTINGS = [
  'microBatchSize',
  'augmentation',
  'normalization',
  'validationShare',
  'earlyStopping',
  'precision',
  'device',
  'checkpointEpochs',
] as const satisfies readonly (keyof TrainingSettings)[];
export type OptionalSetting = (typeof OPTIONAL_SETTINGS)[number];

/** Whether a setting is the same; plain data of few values, so their text tells. */
export function isSameSetting(
  key: keyof TrainingSettings,
  a: TrainingSettings,
  b: TrainingSettings,
): boolean {
  return JSON.stringify(a[key]) === JSON.stringify(b[key]);
}

/** How many of the given settings differ. */
export function countOptional(
  keys: readonly OptionalSetting[],
  current: TrainingSettings,
  original: TrainingSettings,
): number {
  return keys.filter((key) => !isSameSetting(key, current, original)).length;
}

/** How many settings differ in all. */
export function countAllChanges(current: TrainingSettings, original: TrainingSettings): number {
  return countChanges(current, original) + countOptional(OPTIONAL_SETTINGS, current, original);
}

/** The change that brings every setting back; one the original does not have is taken away. */
export function changesToOriginal(original: TrainingSettings): Partial<TrainingSettings> {
  const absent = Object.fromEntries(OPTIONAL_SETTINGS.map((key) => [key, undefined]));
  return { ...absent, ...original };
}
