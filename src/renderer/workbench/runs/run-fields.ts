import type { DatasetSummary, RunSummary } from '../../../contract/contract';
import { settingValueAt } from '../../../graph-runtime/settings/change';
import { describeSetting, describeValue } from '../../../graph-runtime/settings/describe';
import type { PlainField } from '../../../graph-runtime/settings/field';
import { type SettingAtPath, settingPaths } from '../../../graph-runtime/settings/paths';
import type { Language } from '../../../graph-runtime/text/text';
import { i18n } from '../../messages/i18n';
import { labeled } from '../../messages/labeled';
import { datasetOfRun } from '../../store/document/datasets';

/** What a run has for a field. */
export interface RunValue {
  /** A number, or a word that is the same in every language; null: the run has no such setting. */
  readonly value: number | string | null;
  readonly text: string;
}

/** Something of a run that a list is grouped and filtered by. */
export interface RunField {
  readonly key: string;
  readonly label: string;
  /** Whether values can be greater and less. */
  readonly isNumber: boolean;
  /** How far an arrow key moves a number. */
  readonly step: number | 'relative';
  read(run: RunSummary): RunValue;
}

export interface RunFieldContext {
  readonly language: Language;
  readonly datasets: readonly Pick<DatasetSummary, 'id' | 'name'>[];
}

/** Value of a number that can be switched off, and is. */
const OFF = 'off';

/** The network, the data set, and every setting that any of the runs has, in the order of the registry. */
export function runFields(runs: readonly RunSummary[], context: RunFieldContext): RunField[] {
  const all = [networkField(), datasetField(context), ...settingFields(context.language)];
  return all.filter((field) => runs.some((run) => field.read(run).value !== null));
}

function networkField(): RunField {
  return {
    key: 'network',
    label: i18n.t('runs:facts.network'),
    isNumber: false,
    step: 1,
    read: ({ networkHash, documentName }) => ({
      value: networkHash,
      text: `${documentName} · ${networkHash.slice(0, 7)}`,
    }),
  };
}

function datasetField({ datasets }: RunFieldContext): RunField {
  return {
    key: 'dataset',
    label: i18n.t('runs:facts.dataset'),
    isNumber: false,
    step: 1,
    read: (run) => ({ value: run.datasetId, text: datasetOfRun(run, datasets) }),
  };
}

function settingFields(language: Language): RunField[] {
  const labels = settingPaths.map(({ words }) => words.label[language]);
  return settingPaths.map((setting, at): RunField => {
    const label = labels[at] ?? setting.path;
    const isAmbiguous = labels.indexOf(label) !== labels.lastIndexOf(label);
    const field = setting.field;
    return {
      key: setting.path,
      label: isAmbiguous ? labeled(setting.definition.field.label[language], label) : label,
      isNumber: field?.kind === 'number',
      step: field?.kind === 'number' ? (field.step ?? 1) : 1,
      read: (run) => readSetting(setting, run, language),
    };
  });
}

function readSetting(setting: SettingAtPath, { settings }: RunSummary, language: Language): RunValue {
  const { path, name, key, definition, field } = setting;
  const stored = settingValueAt(settings, path);
  if (key !== null && stored === undefined) return { value: null, text: i18n.t('runs:notSet') };
  if (field !== undefined) {
    const value = key === null ? (definition.effective?.(stored, settings) ?? stored) : stored;
    return { value: plainValue(field, value), text: describeValue(field, value, language) };
  }
  // A setting with parts is the same where its kind is, or all that it holds.
  const whole: unknown = settings[name];
  const text = describeSetting(definition, whole, language);
  if (definition.field.kind === 'kind') return { value: String(stored), text };
  return { value: JSON.stringify(stored) ?? OFF, text };
}

function plainValue(field: PlainField, value: unknown): number | string {
  switch (field.kind) {
    case 'number':
      // As it is shown, so that what reads the same is the same.
      return typeof value === 'number' ? Number(describeValue(field, value, 'en')) : OFF;
    case 'boolean':
      return String(value === true);
    case 'choice':
      return (field.choices.find((one) => one.value === value) ?? field.usual).value;
  }
}
