import { initialValue } from './field';
import { initialSettings } from './kind';
import { settingAt } from './paths';
import { type SettingName, settings } from './registry';
import type { SettingDefinition } from './setting';
import type { TrainingSettings } from './training-settings';

/** Changes of settings, the same in the window and on the command line. */

/**
 * The settings of another kind, as `optimizer` or `schedule`, with the values it starts with. Fields that do not depend on the kind keep
 * theirs. Unchanged where it is of that kind already.
 */
export function chooseKind(training: TrainingSettings, name: SettingName, type: string): TrainingSettings {
  const { field }: SettingDefinition = settings[name];
  const kind = field.kind === 'kind' ? field.kinds[type] : undefined;
  const before: unknown = training[name];
  if (kind === undefined || !isObject(before) || Reflect.get(before, 'type') === type) return training;
  const kept = Object.entries(kind.fields).flatMap(([key, one]) =>
    one.kind === 'number' && one.isKept === true && Object.hasOwn(before, key)
      ? [[key, Reflect.get(before, key)]]
      : [],
  );
  const chosen = { ...initialSettings(kind, training), ...Object.fromEntries(kept) };
  return { ...training, [name]: field.schema.parse(chosen) };
}

/** What a setting that may be left out starts with when it is switched on; undefined where its widget decides. */
export function initialOf(training: TrainingSettings, { field }: SettingDefinition): unknown {
  if (field.kind === 'number') return initialValue(field, training);
  return field.kind === 'group' ? field.schema.parse({}) : undefined;
}

/**
 * The training settings with another value at a path, as `batchSize`, `optimizer.momentum` or `schedule.type`; null where the schema does
 * not allow it, or what is set has no such field. Setting a field of a group that is off switches the group on.
 */
export function withSettingAt(
  training: TrainingSettings,
  path: string,
  value: unknown,
): TrainingSettings | null {
  const setting = settingAt(path);
  if (setting === undefined) return null;
  const { name, key, definition } = setting;
  const { field } = definition;
  if (field.kind === 'kind' && key === null) return chooseKind(training, name, String(value));
  if (key === null) return parsed(training, name, value, definition);
  const usual = field.kind === 'group' ? initialOf(training, definition) : {};
  const before: unknown = training[name] ?? usual;
  if (!isObject(before) || !Object.hasOwn(before, key)) return null;
  return parsed(training, name, { ...before, [key]: value }, definition);
}

function parsed(
  training: TrainingSettings,
  name: SettingName,
  value: unknown,
  { field }: SettingDefinition,
): TrainingSettings | null {
  const result = field.schema.safeParse(value);
  return result.success ? { ...training, [name]: result.data } : null;
}

/** The value at a path; undefined where the settings do not have it. */
export function settingValueAt(training: TrainingSettings, path: string): unknown {
  const setting = settingAt(path);
  if (setting === undefined) return undefined;
  const { name, key, definition } = setting;
  const value: unknown = training[name];
  if (definition.field.kind !== 'kind' && key === null) return value;
  return isObject(value) ? Reflect.get(value, key ?? 'type') : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
