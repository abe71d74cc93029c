import { settingValueAt, withSettingAt } from '../../../graph-runtime/settings/change';
import { describeValue } from '../../../graph-runtime/settings/describe';
import type { PlainField, SettingWords } from '../../../graph-runtime/settings/field';
import { type SettingAtPath, settingAt } from '../../../graph-runtime/settings/paths';
import { useLanguage } from '../../messages/useLanguage';
import type { TrainingSettingsEditor } from './use-training-settings';

/** The value at a path of the settings, and how a form shows and changes it. */
export interface SettingState {
  readonly path: string;
  readonly field: PlainField;
  readonly words: SettingWords;
  readonly label: string;
  readonly help: string;
  readonly value: unknown;
  /** The original's value in words when this one differs; null when it does not, or the original has no such setting. */
  readonly originalText: string | null;
  /** A value that the schema refuses changes nothing. A gesture is one entry of the history until it ends. */
  change(value: unknown, isGesture?: boolean): void;
  reset(): void;
}

/** One field of the settings, as `optimizer.beta1`; null where there is none. */
export function useSetting(editor: TrainingSettingsEditor, path: string): SettingState | null {
  const language = useLanguage();
  const setting = settingAt(path);
  if (setting?.field === undefined) return null;
  const { field, words, name } = setting;
  const value = settingValueAt(editor.settings, path);
  const original = settingValueAt(editor.original, path);
  const texts = [value, original].map((one) => describeValue(field, one, language));
  const isChanged = isComparable(setting, editor) && texts[0] !== texts[1];
  const change = (next: unknown, isGesture = false) => {
    const changed = withSettingAt(editor.settings, path, next);
    if (changed !== null)
      editor.change({ [name]: changed[name] }, isGesture ? `training.${path}` : undefined);
  };
  return {
    path,
    field,
    words,
    label: words.label[language],
    help: words.help[language],
    value,
    originalText: isChanged ? (texts[1] ?? '') : null,
    change,
    reset: () => change(original),
  };
}

/** A field is held against the original's where both are of the same kind, or both groups are on. */
function isComparable({ name, key }: SettingAtPath, { settings, original }: TrainingSettingsEditor): boolean {
  if (key === null) return true;
  const [now, before] = [settings[name], original[name]];
  if (now === undefined || before === undefined) return false;
  return settingValueAt(settings, `${name}.type`) === settingValueAt(original, `${name}.type`);
}
