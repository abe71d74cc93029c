import { nameOf, type PlainField, type SettingWords } from './field';
import { type SettingName, settingEntries, type settings } from './registry';
import type { GroupField, KindField, SettingDefinition } from './setting';

type KeysOfUnion<T> = T extends T ? keyof T & string : never;
type PathsOf<N extends string, F> =
  F extends KindField<infer K>
    ? `${N}.${'type' | KeysOfUnion<K[keyof K]['fields']>}`
    : F extends GroupField<infer G>
      ? `${N}.${keyof G & string}`
      : N;
type Settings = typeof settings;

/** Each training setting, those that have fields by `setting.field`: `batchSize`, `optimizer.type`, `optimizer.momentum`. */
export type SettingPath = { [N in SettingName]: PathsOf<N, Settings[N]['field']> }[SettingName];

/** What is known of the setting at a path. */
export interface SettingAtPath {
  readonly path: SettingPath;
  readonly name: SettingName;
  /** The field's key; null: the setting as a whole, or which kind it is. */
  readonly key: string | null;
  readonly words: SettingWords;
  /** Absent for what is no single value. */
  readonly field?: PlainField;
  readonly definition: SettingDefinition;
}

/** All paths, in the order of the registry; a field that several kinds have is there once. */
export const settingPaths: readonly SettingAtPath[] = settingEntries.flatMap(([name, definition]) =>
  pathsOf(name, definition),
);

const byPath: ReadonlyMap<string, SettingAtPath> = new Map(settingPaths.map((entry) => [entry.path, entry]));

/** The setting at a path; undefined where there is none. */
export function settingAt(path: string): SettingAtPath | undefined {
  return byPath.get(path);
}

/** The fields of a setting by key: of all its kinds, or of the group. */
export function fieldsOf({ field }: SettingDefinition): ReadonlyMap<string, PlainField> {
  if (field.kind === 'group') return new Map(Object.entries(field.fields));
  if (field.kind !== 'kind') return new Map();
  return new Map(Object.values(field.kinds).flatMap(({ fields }) => Object.entries(fields)));
}

/** The name within a sentence of the setting at a path; undefined where there is none. */
export function nameAt(path: string): SettingWords['label'] | undefined {
  const words = byPath.get(path)?.words;
  return words && nameOf(words);
}

function pathsOf(name: SettingName, definition: SettingDefinition): SettingAtPath[] {
  const { field } = definition;
  // Names and keys are those of the registry, so that what they are put together to are its paths.
  const at = (key: string | null) => (key === null ? name : `${name}.${key}`) as SettingPath;
  const common = { name, definition };
  const fields = [...fieldsOf(definition)].map(
    ([key, one]): SettingAtPath => ({ ...common, path: at(key), key, words: one, field: one }),
  );
  if (field.kind === 'group') return fields;
  if (field.kind === 'kind') return [{ ...common, path: at('type'), key: null, words: field }, ...fields];
  const isPlain = field.kind !== 'list' && field.kind !== 'channels';
  return [{ ...common, path: at(null), key: null, words: field, ...(isPlain && { field }) }];
}
