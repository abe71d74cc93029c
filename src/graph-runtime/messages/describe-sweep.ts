import type { Scope } from '../document/document';
import { parameterValueText } from '../layers/describe-parameter';
import { getLayer, layers } from '../layers/registry';
import { describeSetting, describeValue } from '../settings/describe';
import { settingAt } from '../settings/paths';
import { ACTIVATION, type SweepValue, sweepPlace } from '../sweep/sweep-place';
import { fill } from '../text/fill';
import type { Language, Text } from '../text/text';

/** A value that a trial of a sweep has for a parameter. */
export interface TrialValue {
  readonly parameter: string;
  readonly value: SweepValue;
}

const OF_LAYER: Text = { en: '{layer}: {name}', 'zh-Hant': '{layer}：{name}' };
const ALL_LAYERS: Text = { en: 'All layers', 'zh-Hant': '所有網路層' };
const ALL_OF_TYPE: Text = { en: 'All {type} layers', 'zh-Hant': '所有 {type} 層' };
const ACTIVATION_LABEL: Text = { en: 'Activation function', 'zh-Hant': '活化函數' };
const WITH_VALUE: Text = { en: '{name} {value}', 'zh-Hant': '{name} {value}' };

/**
 * What a sweep varies, in words: a setting by its label, a layer's parameter as `conv1: Filters` (`nameOf` says what the node is called). A sweep keeps no types of nodes, and layers
 * call what is alike alike, so the first layer that has such a parameter gives the label; a block's own parameter has the name its user gave it.
 */
export function sweepParameterLabel(
  parameter: string,
  language: Language,
  nameOf: (scope: Scope, id: string) => string = pathIn,
): string {
  const place = sweepPlace(parameter);
  if (place === null) return parameter;
  if (place.kind === 'setting') return settingAt(place.path)?.words.label[language] ?? parameter;
  if (place.kind === 'network') return place.name;
  return fill(OF_LAYER[language], {
    layer: place.kind === 'node' ? nameOf(place.scope, place.id) : layersText(place.type, language),
    name: nameText(place.name, language),
  });
}

function pathIn(scope: Scope, id: string): string {
  return scope === null ? id : `${scope}/${id}`;
}

function layersText(type: string | null, language: Language): string {
  const label = getLayer(type ?? '')?.label[language];
  return label === undefined ? ALL_LAYERS[language] : fill(ALL_OF_TYPE[language], { type: label });
}

function nameText(name: string, language: Language): string {
  if (name === ACTIVATION) return ACTIVATION_LABEL[language];
  return (
    layers.find(({ parameters }) => Object.hasOwn(parameters, name))?.parameters[name]?.label[language] ??
    name
  );
}

/** A value of a sweep's parameter in words: choices by their labels, numbers with five digits. */
export function sweepValueText(parameter: string, value: SweepValue, language: Language): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(5)));
  const place = sweepPlace(parameter);
  const setting = place?.kind === 'setting' ? settingAt(place.path) : undefined;
  if (setting?.field !== undefined) return describeValue(setting.field, value, language);
  if (setting !== undefined) return describeSetting(setting.definition, { type: value }, language);
  const name = place !== null && place.kind !== 'setting' ? place.name : '';
  if (name === ACTIVATION) return getLayer(String(value))?.label[language] ?? String(value);
  const descriptions = layers.flatMap(({ parameters }) => parameters[name] ?? []);
  const description = descriptions.find(
    (one) => one.kind === 'choice' && one.choices.some((choice) => choice.value === value),
  );
  return parameterValueText(description, value, language);
}

/** What a trial of a sweep is called by: `learning rate 0.1`, `conv1: filters 12`; a setting's kind by its name alone, `Adam`. */
export function trialValueText({ parameter, value }: TrialValue, language: Language): string {
  const text = sweepValueText(parameter, value, language);
  const place = sweepPlace(parameter);
  const setting = place?.kind === 'setting' ? settingAt(place.path) : undefined;
  if (setting !== undefined && setting.field === undefined) return text;
  const label = sweepParameterLabel(parameter, language);
  const isSetting = setting !== undefined && language === 'en';
  const name = isSetting ? label.slice(0, 1).toLowerCase() + label.slice(1) : label;
  return fill(WITH_VALUE[language], { name, value: text });
}
