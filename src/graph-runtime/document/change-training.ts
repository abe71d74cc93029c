import { type TrainingSettings, trainingSettingsSchema } from './document';
import { fieldTreeOf } from './field-tree';
import { keepUnknownFields } from './unknown-fields';

/** Settings that a document always has; all others may be left out. */
const ALWAYS_THERE = new Set(Object.keys(trainingSettingsSchema.parse({})));

/** The settings that are objects, with their fields. */
const { optimizer, schedule, earlyStopping, normalization } = trainingSettingsSchema.shape;
const OBJECTS = {
  optimizer: fieldTreeOf(optimizer),
  schedule: fieldTreeOf(schedule),
  earlyStopping: fieldTreeOf(earlyStopping),
  normalization: fieldTreeOf(normalization),
} as const;

/**
 * Sets training settings; one that may be left out is removed by undefined. An object that takes the place of another keeps what
 * else the file says there, as when another optimizer is chosen.
 */
export function changeTraining(
  training: TrainingSettings,
  changes: Readonly<Partial<TrainingSettings>>,
): TrainingSettings {
  const changed: TrainingSettings = { ...training };
  for (const name of Object.keys(changes) as (keyof TrainingSettings)[]) {
    if (changes[name] !== undefined) setField(changed, name, changes[name]);
    else if (!ALWAYS_THERE.has(name)) delete changed[name];
  }
  for (const name of Object.keys(OBJECTS) as (keyof typeof OBJECTS)[]) {
    const [before, after] = [training[name], changed[name]];
    if (before === undefined || after === undefined || before === after) continue;
    setField(changed, name, keepUnknownFields<typeof after>(before, after, OBJECTS[name]));
  }
  return changed;
}

function setField<K extends keyof TrainingSettings>(
  settings: TrainingSettings,
  name: K,
  value: TrainingSettings[K],
): void {
  settings[name] = value;
}
