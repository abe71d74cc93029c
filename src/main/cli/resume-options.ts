import type { SettingAtPath } from '../../graph-runtime/settings/paths';
import { settingPaths } from '../../graph-runtime/settings/paths';
import type { ownTrainOptions } from './commands/train';
import { settingOptions } from './training-options';

type OnResume = readonly string[] | 'refused' | 'free';

/** What is no training setting. `refused`: it does not go together with --resume, or with another value than before. */
const others: Readonly<Record<keyof typeof ownTrainOptions, 'refused' | 'free'>> = {
  limit: 'refused',
  weights: 'refused',
  freeze: 'refused',
  'new-head': 'refused',
  on: 'free',
  with: 'free',
  'closed-network': 'free',
  line: 'free',
  anyway: 'free',
  follow: 'refused',
  out: 'refused',
  overwrite: 'refused',
  resume: 'free',
  json: 'free',
};

/**
 * What each option of `train` does to a run that is resumed. A list: it sets these, its own setting first, and each setting's `resume`
 * decides. `free`: it does not concern the run.
 */
export const resumeOptions: Readonly<Record<string, OnResume>> = {
  ...Object.fromEntries(settingOptions.map(({ option, setting }) => [option.name, pathsSet(setting)])),
  ...others,
};

/** Another kind comes with its usual fields, and a group is switched on as a whole. */
function pathsSet({ path, name, key, definition }: SettingAtPath): readonly string[] {
  const isWhole = definition.field.kind === 'group' || (definition.field.kind === 'kind' && key === null);
  if (!isWhole) return [path];
  const all = settingPaths.filter((other) => other.name === name).map((other) => other.path);
  return [path, ...all.filter((other) => other !== path)];
}
