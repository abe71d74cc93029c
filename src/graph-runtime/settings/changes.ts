import { settingValueAt } from './change';
import { type SettingAtPath, settingAt, settingPaths } from './paths';
import { settingEntries } from './registry';
import type { SettingsPart } from './setting';
import type { TrainingSettings } from './training-settings';

/** What differs between two settings, as the form marks and counts it. */

/** The part of the form that shows a setting, or one of its fields; undefined where there is none. */
export function partOf(path: string): SettingsPart | undefined {
  const setting = settingAt(path);
  if (setting !== undefined) return partOfSetting(setting);
  // Deeper than fields: `augmentation.0.padding`, `normalization.mean`.
  return settingEntries.find(([name]) => path.startsWith(`${name}.`))?.[1].part;
}

function partOfSetting({ key, field, definition }: SettingAtPath): SettingsPart {
  const isMain = field?.kind === 'number' && field.isMain === true;
  return definition.field.kind === 'kind' && key !== null && !isMain
    ? definition.field.fieldsPart
    : definition.part;
}

/** How many settings differ, in one part of the form or in all: another kind counts once, and so does a list or a group. */
export function countChanges(
  current: TrainingSettings,
  original: TrainingSettings,
  part?: SettingsPart,
): number {
  const changed = settingPaths.filter(
    (setting) =>
      (part === undefined || partOfSetting(setting) === part) && isChanged(setting, current, original),
  );
  // A group differs as a whole.
  return new Set(
    changed.map(({ name, path, definition }) => (definition.field.kind === 'group' ? name : path)),
  ).size;
}

/** The paths of what differs, in the order of forms; lists and groups as a whole. With another kind comes its main field, as the rate of another optimizer. */
export function changedPaths(current: TrainingSettings, original: TrainingSettings): string[] {
  const paths = settingPaths.flatMap((setting) => {
    const { path, name, field, definition } = setting;
    if (definition.field.kind === 'group') return isChanged(setting, current, original) ? [name] : [];
    const isMain = field?.kind === 'number' && field.isMain === true;
    const [now, before] = [settingValueAt(current, path), settingValueAt(original, path)];
    const isOther = isMain
      ? JSON.stringify(now) !== JSON.stringify(before)
      : isChanged(setting, current, original);
    return isOther ? [path] : [];
  });
  return [...new Set(paths)];
}

function isChanged(setting: SettingAtPath, current: TrainingSettings, original: TrainingSettings): boolean {
  const { path, name, key, definition } = setting;
  if (definition.field.kind === 'kind' && key !== null) {
    // Numbers of different kinds are not compared; that the kind is another has been counted.
    const [now, before] = [settingValueAt(current, `${name}.type`), settingValueAt(original, `${name}.type`)];
    if (now !== before) return false;
  }
  // Plain data of few values, so their text is compared.
  return JSON.stringify(settingValueAt(current, path)) !== JSON.stringify(settingValueAt(original, path));
}

/** The change that brings every setting back; one that the original does not have is removed. */
export function changesToOriginal(original: TrainingSettings): Partial<TrainingSettings> {
  return { ...Object.fromEntries(settingEntries.map(([name]) => [name, undefined])), ...original };
}
