import type { RunChange } from '../difference/run-changes';
import { blockName } from '../document/block-type';
import { parameterLabel, parameterText, parameterValueText } from '../layers/describe-parameter';
import { getLayer } from '../layers/registry';
import { describeSetting, describeValue } from '../settings/describe';
import { nameOf } from '../settings/field';
import { settingAt } from '../settings/paths';
import { settingEntries } from '../settings/registry';
import { fill } from '../text/fill';
import type { Language, Text } from '../text/text';
import { type TrialValue, trialValueText } from './describe-sweep';
import { shippedText } from './shipped-text';

/** What distinguishes a run, as it is saved with it. */
export interface RunLabel {
  /** In what its document differs from what it was made from. */
  readonly changes: readonly RunChange[];
  /** Of a trial of a sweep: the values it has, all of which are in its name. */
  readonly trial?: readonly TrialValue[];
  /** Which run with this network, these settings and this name it is, from 1. */
  readonly number: number;
}

/** More changes than this are counted. */
const MOST_CHANGES = 4;

const BETWEEN: Text = { en: ', ', 'zh-Hant': '、' };
const MORE: Text = { en: '{count} more', 'zh-Hant': '另外 {count} 項' };
const NUMBERED: Text = { en: '{name} ({number})', 'zh-Hant': '{name}（{number}）' };
const WIRES: Text = { en: 'other wires', 'zh-Hant': '連線不同' };
const WEIGHTS: Text = { en: 'weights of {name}', 'zh-Hant': '「{name}」的權重' };
const RANDOM_WEIGHTS: Text = { en: 'random weights', 'zh-Hant': '隨機權重' };
const WITHOUT: Text = { en: 'without {name}', 'zh-Hant': '移除{name}' };
const TIMES: Text = { en: '{name} ×{count}', 'zh-Hant': '{name} ×{count}' };
const SETTING: Text = { en: '{name} {value}', 'zh-Hant': '{name} {value}' };
const PARAMETER: Text = { en: '{layer}: {name} {value}', 'zh-Hant': '{layer}：{name} {value}' };

/**
 * What a run is called that its user has not named: its network's name, and what differs from the network and the settings it was made
 * from, e.g. `LeNet, ReLU ×4, learning rate 0.1`.
 */
export function describeRun(
  documentName: string,
  { changes, trial = [], number }: RunLabel,
  language: Language,
): string {
  const shown = changes.length > MOST_CHANGES ? changes.slice(0, MOST_CHANGES - 1) : changes;
  const rest = changes.length - shown.length;
  const name = [
    documentName,
    ...shown.map((change) => changeText(change, language)),
    ...(rest > 0 ? [fill(MORE[language], { count: rest })] : []),
    ...trial.map((value) => trialValueText(value, language)),
  ].join(BETWEEN[language]);
  return number > 1 ? fill(NUMBERED[language], { name, number }) : name;
}

function changeText(change: RunChange, language: Language): string {
  switch (change.kind) {
    case 'layers':
      return counted(layerName(change, language), change.count, language);
    case 'removed':
      return fill(WITHOUT[language], { name: counted(layerName(change, language), change.count, language) });
    case 'parameter': {
      const { type, parameter, value, count } = change;
      const name = parameterLabel(type, parameter, language) ?? parameter;
      return fill(PARAMETER[language], {
        layer: counted(layerName(change, language), count, language),
        name: language === 'en' ? name.toLowerCase() : name,
        value: parameterText(type, parameter, value, language),
      });
    }
    case 'network-parameter': {
      const value = parameterValueText({ kind: 'list' }, change.value, language);
      return fill(SETTING[language], { name: change.parameter, value });
    }
    case 'weights': {
      const { file } = change;
      return file === undefined ? RANDOM_WEIGHTS[language] : fill(WEIGHTS[language], { name: file });
    }
    case 'wires':
      return WIRES[language];
    case 'setting':
      return settingText(change.path, change.value, language);
  }
}

function layerName(
  { type, name }: { readonly type: string; readonly name?: string },
  language: Language,
): string {
  if (name !== undefined) return shippedText(name, language);
  return getLayer(type)?.label[language] ?? blockName(type) ?? type;
}

function counted(name: string, count: number, language: Language): string {
  return count === 1 ? name : fill(TIMES[language], { name, count });
}

/** `learning rate 0.1`; of another kind, its name: `Adam`. */
function settingText(path: string, value: unknown, language: Language): string {
  const found = settingAt(path);
  const definition = found?.definition ?? settingEntries.find(([name]) => name === path)?.[1];
  if (definition === undefined) return path;
  const { field } = definition;
  if (field.kind === 'kind' && found?.key === null) {
    return describeSetting(definition, { type: value }, language);
  }
  const words = found?.words ?? field;
  const text =
    found?.field === undefined
      ? describeSetting(definition, value, language)
      : describeValue(found.field, value ?? false, language);
  return fill(SETTING[language], { name: nameOf(words)[language], value: text });
}
