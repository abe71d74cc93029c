import type { NetloomDocument, TrainingSettings } from '../../graph-runtime/document/document';
import { withSettingAt } from '../../graph-runtime/settings/change';
import type { FieldOption } from '../../graph-runtime/settings/field';
import { type SettingAtPath, settingPaths } from '../../graph-runtime/settings/paths';
import { trainingSettingsSchema } from '../../graph-runtime/settings/training-settings';
import { type OptionDefinition, type OptionDefinitions, type OptionKind, UsageError } from './arguments';

/** A training setting that has an option, by the option's name. */
export interface SettingOption {
  readonly option: FieldOption;
  readonly setting: SettingAtPath;
  readonly kind: Extract<OptionKind, { kind: 'integer' | 'number' | 'choice' }>;
}

/** Every option that stands for a training setting, in the order of the registry of settings. */
export const settingOptions: readonly SettingOption[] = settingPaths.flatMap((setting) => {
  const kind = optionKindOf(setting);
  const option = optionOf(setting);
  return option === undefined || kind === null ? [] : [{ option, setting, kind }];
});

/** These options as those of a command. What is not given stays as the network's file has it. */
export const trainingOptions: OptionDefinitions = Object.fromEntries(
  settingOptions.map(({ option, setting, kind }): [string, OptionDefinition] => [
    option.name,
    { ...kind, help: option.help ?? helpOf(setting, kind), group: "Settings, instead of the file's own" },
  ]),
);

function optionOf({ field, key, definition }: SettingAtPath): FieldOption | undefined {
  if (key === null && definition.field.kind === 'kind') return definition.field.option;
  return field === undefined || field.kind === 'boolean' ? undefined : field.option;
}

function optionKindOf({ field, key, definition }: SettingAtPath): SettingOption['kind'] | null {
  if (key === null && definition.field.kind === 'kind')
    return { kind: 'choice', among: Object.keys(definition.field.kinds) };
  if (field?.kind === 'choice') return { kind: 'choice', among: field.choices.map(({ value }) => value) };
  if (field?.kind !== 'number') return null;
  const { minimum, above, maximum, below } = field;
  if (field.isWhole === true)
    return { kind: 'integer', minimum: minimum ?? 0, maximum: maximum ?? Number.MAX_SAFE_INTEGER };
  return {
    kind: 'number',
    ...(minimum !== undefined && { minimum }),
    ...(above !== undefined && { above }),
    ...(maximum !== undefined && { maximum }),
    ...(below !== undefined && { below }),
  };
}

/** Values of options by name; those of training settings among them. */
type Given = Readonly<Record<string, unknown>>;

/**
 * The document with the settings that were given. Kinds are chosen before their fields are set, and after what their first values
 * follow from (the number of epochs).
 *
 * @throws UsageError when they do not go together
 */
export function withTrainingOptions(document: NetloomDocument, given: Given): NetloomDocument {
  let { training } = document;
  for (const { option, setting } of settingOptions) {
    const value = given[option.name];
    if (value !== undefined) training = withOption(training, option.name, setting, value);
  }
  return { ...document, training: requireStorable(training) };
}

function withOption(
  training: TrainingSettings,
  name: string,
  { path }: SettingAtPath,
  value: unknown,
): TrainingSettings {
  const changed = withSettingAt(training, path, value);
  if (changed === null) throw new UsageError(`These settings do not go together: --${name} ${value}.`);
  return changed;
}

/** A run keeps its settings in a file: what that could not hold must not be trained with, or the run could not be resumed. */
function requireStorable(settings: TrainingSettings): TrainingSettings {
  const parsed = trainingSettingsSchema.safeParse(settings);
  if (parsed.success) return settings;
  const [issue] = parsed.error.issues;
  throw new UsageError(`These settings cannot be combined: ${issue?.path.join('.')}: ${issue?.message}.`);
}

/** The setting's own help as the help writes it, with the choices there are. */
function helpOf({ words }: SettingAtPath, kind: SettingOption['kind']): string {
  const { en } = words.help;
  const sentence = en.slice(0, 1).toLowerCase() + en.slice(1).replace(/\.$/, '');
  return kind.kind === 'choice' ? `${sentence}: ${kind.among.join(', ')}` : sentence;
}
