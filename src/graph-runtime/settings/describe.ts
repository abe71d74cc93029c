import type { Language, Text } from '../text/text';
import { settingValueAt } from './change';
import type { PlainField, SettingFields, SettingWords } from './field';
import type { Kinds } from './kind';
import { settingAt } from './paths';
import { type SettingName, settingEntries } from './registry';
import type { SettingDefinition } from './setting';
import type { TrainingSettings } from './training-settings';

/** One setting in words. `key` is the same for the same setting of every run. */
export interface SettingLine {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

const ON: Text = { en: 'on', 'zh-Hant': '開' };
const OFF: Text = { en: 'off', 'zh-Hant': '關' };
const COLON: Text = { en: ': ', 'zh-Hant': '：' };

/** Whether something is switched on, in words. */
export function onOrOff(isOn: boolean, language: Language): string {
  return (isOn ? ON : OFF)[language];
}

/** The value of a field in words. */
export function describeValue(field: PlainField, value: unknown, language: Language): string {
  if (field.kind === 'choice') {
    const choice = field.choices.find((one) => one.value === value) ?? field.usual;
    return choice.label[language];
  }
  if (typeof value === 'number') return numberText(value);
  if (field.kind === 'number' && field.absent !== undefined) return field.absent[language];
  return onOrOff(value === true, language);
}

/** A setting as a whole in words: which kind it is, or all that it holds. */
export function describeSetting(definition: SettingDefinition, value: unknown, language: Language): string {
  const { field } = definition;
  switch (field.kind) {
    case 'kind':
      return labelOfKind(field.kinds, value, language);
    case 'list':
      return Array.isArray(value) && value.length > 0
        ? value.map((step: unknown) => stepText(field.kinds, step, language)).join(' → ')
        : OFF[language];
    case 'group':
      return value === undefined ? OFF[language] : groupText(field.fields, value, language);
    case 'channels':
      return value === undefined ? OFF[language] : channelsText(field.numbers, value, language);
    default:
      return describeValue(field, value, language);
  }
}

/** All settings in words, in the order of the registry. */
export function settingLines(training: TrainingSettings, language: Language): SettingLine[] {
  return settingEntries.flatMap(([name, definition]) => [
    {
      key: name,
      label: definition.field.label[language],
      text: describeSetting(definition, training[name], language),
    },
    ...(definition.field.kind === 'kind' ? fieldLines(name, training, language) : []),
  ]);
}

/** The fields of the kind that is chosen. */
function fieldLines(name: SettingName, training: TrainingSettings, language: Language): SettingLine[] {
  return Object.keys(training[name] ?? {}).flatMap((key) => {
    const path = `${name}.${key}`;
    const field = settingAt(path)?.field;
    if (field === undefined) return [];
    const text = describeValue(field, settingValueAt(training, path), language);
    return [{ key: path, label: field.label[language], text }];
  });
}

function numberText(value: number): string {
  // Whole numbers are counts and seeds, which another digit makes another number.
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function kindOf(kinds: Kinds, value: unknown) {
  return typeof value === 'object' && value !== null ? kinds[String(Reflect.get(value, 'type'))] : undefined;
}

function labelOfKind(kinds: Kinds, value: unknown, language: Language): string {
  return kindOf(kinds, value)?.label[language] ?? '';
}

/** `Rotation (15)` */
function stepText(kinds: Kinds, step: unknown, language: Language): string {
  const kind = kindOf(kinds, step);
  if (kind === undefined || typeof step !== 'object' || step === null) return '';
  const numbers = Object.keys(kind.fields).map((key) => String(Reflect.get(step, key)));
  return `${kind.label[language]} (${numbers.join(', ')})`;
}

function groupText(fields: SettingFields, value: unknown, language: Language): string {
  return Object.entries(fields)
    .map(([key, field]) => labeled(field, describeValue(field, read(value, key), language), language))
    .join(', ');
}

/** `Mean: 0.286, Deviation: 0.353`, or a number for each channel. */
function channelsText(
  numbers: Readonly<Record<string, SettingWords>>,
  value: unknown,
  language: Language,
): string {
  return Object.entries(numbers)
    .map(([key, words]) => {
      const values = read(value, key);
      const text = Array.isArray(values) ? values.map((one) => numberText(Number(one))).join(' / ') : '';
      return labeled(words, text, language);
    })
    .join(', ');
}

function labeled({ label }: SettingWords, text: string, language: Language): string {
  return `${label[language]}${COLON[language]}${text}`;
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
