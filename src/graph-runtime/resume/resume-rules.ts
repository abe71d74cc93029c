import { type SettingAtPath, type SettingPath, settingPaths } from '../settings/paths';
import { settingEntries } from '../settings/registry';
import type { ResumeComparison, ResumeVerdict } from '../settings/setting';
import type { TrainingSettings } from '../settings/training-settings';

export { bestEpochMonitor } from '../settings/early-stopping';

export interface SettingChange {
  readonly path: SettingPath;
  readonly verdict: ResumeVerdict;
  /** For people. */
  readonly was: string;
  readonly received: string;
}

/**
 * The settings in which a resumed run differs from what it was, in the order of the registry. Each setting's own file says what becomes
 * of another value; window and command line resume by it alike.
 */
export function changesOnResume(comparison: ResumeComparison<TrainingSettings>): readonly SettingChange[] {
  const before = settingValues(comparison.before);
  const now = settingValues(comparison.now.training);
  return settingPaths.flatMap((setting) => {
    const { path } = setting;
    const [was, received] = [before.get(path), now.get(path)];
    // A parameter that only one of two schedules has comes with the schedule, which is reported.
    if (was === undefined || received === undefined) return [];
    if (JSON.stringify(was) === JSON.stringify(received)) return [];
    const verdict = verdictOn(setting, comparison);
    return [{ path, verdict, was: valueText(was), received: valueText(received) }];
  });
}

function verdictOn(
  { name, key, definition }: SettingAtPath,
  comparison: ResumeComparison<TrainingSettings>,
): ResumeVerdict {
  const { resume, resumeField } = definition;
  if (key !== null && resumeField)
    return resumeField(key, comparison.before[name], comparison.now.training[name]);
  return typeof resume === 'function' ? resume(comparison) : resume;
}

/** Each setting's value, with what its absence stands for. */
function settingValues(training: TrainingSettings): ReadonlyMap<string, unknown> {
  return new Map(
    settingEntries.flatMap(([name, { field, effective }]): readonly (readonly [string, unknown])[] => {
      const value: unknown = effective ? effective(training[name], training) : (training[name] ?? null);
      if (field.kind !== 'kind' && field.kind !== 'group') return [[name, value]];
      return Object.entries(value ?? {}).map(([key, one]) => [`${name}.${key}`, one]);
    }),
  );
}

function valueText(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '–';
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value).replace(/"/g, '').replace(/,/g, ', ').replace(/:/g, ' ');
}
