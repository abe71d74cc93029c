import { scopeContent } from '../document/apply-edits';
import { blockName } from '../document/block-type';
import type { ParameterValue } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { parameterLabel, parameterText } from '../layers/describe-parameter';
import { portLabel } from '../layers/port-label';
import { getLayer } from '../layers/registry';
import { settingLabel } from '../resume/setting-labels';
import { augmentations } from '../settings/augmentation/registry';
import { describeSetting, describeValue } from '../settings/describe';
import type { PlainField } from '../settings/field';
import { settingAt } from '../settings/paths';
import { settingEntries } from '../settings/registry';
import type { Language } from '../text/text';
import type { FieldNames, NodePlace } from './field-names';

/**
 * Fields and values by their labels, for people; what has none (a parameter that a block defines) is called as in the file.
 *
 * @param typeAt the type of the node at a place; undefined where there is none
 */
export function labelNames(typeAt: (place: NodePlace) => string | undefined, language: Language): FieldNames {
  return {
    isForFile: true,
    parameter: (name, place) => parameterLabel(typeAt(place) ?? '', name, language) ?? name,
    value: (name, value, place) =>
      quoted(parameterText(typeAt(place) ?? '', name, value, language), value, language),
    port: (name, place) => portLabel(typeAt(place) ?? '', name, language),
    portOf: (node, port) => (language === 'zh-Hant' ? `${node} 的「${port}」` : `“${port}” of ${node}`),
    byDefault: (name, place) => {
      const type = typeAt(place) ?? '';
      const standard = getLayer(type)?.parameters[name]?.default;
      if (standard === undefined) return undefined;
      const value = typeof standard === 'object' ? [...standard] : standard;
      return quoted(parameterText(type, name, value, language), value, language);
    },
    setting: (path) => {
      const [group, ...keys] = path.split('.');
      const key = keys.at(-1) ?? path;
      if (group === 'augmentation') return augmentationField(key)?.label[language] ?? key;
      const known = settingLabel(path, language);
      return known === path ? key : known;
    },
    settingValue: (path, value) => settingText(path, value, language),
    type: (type) => getLayer(type)?.label[language] ?? kindLabel(type, language) ?? blockName(type) ?? type,
    block: (name) => name,
    place: (path) => path,
  };
}

/** The labels of everything in an analyzed network. */
export function labelsIn({ graph, document }: NetworkAnalysis, language: Language): FieldNames {
  const types = new Map(graph.nodes.map(({ path, type }) => [path, type]));
  const typeAt = (place: NodePlace): string | undefined =>
    'path' in place
      ? types.get(place.path)
      : scopeContent(document, place.scope)?.nodes.find(({ id }) => id === place.id)?.type;
  return labelNames(typeAt, language);
}

/** Words stand out from the sentence around them. */
function quoted(text: string, value: ParameterValue, language: Language): string {
  const isWord = typeof value === 'string' && !value.startsWith('=');
  return isWord && language === 'zh-Hant' ? `「${text}」` : text;
}

function settingText(path: string, value: unknown, language: Language): string {
  const found = settingAt(path);
  if (found?.field !== undefined) return describeValue(found.field, value, language);
  const definition = found?.definition ?? settingEntries.find(([name]) => name === path)?.[1];
  if (definition !== undefined) return describeSetting(definition, value, language);
  const field = augmentationField(path.split('.').at(-1) ?? '');
  return field === undefined ? String(value) : describeValue(field, value, language);
}

/** A field of an augmentation; fields of one name have one label. */
function augmentationField(key: string): PlainField | undefined {
  const fields = Object.values(augmentations).map(
    ({ fields }): Readonly<Record<string, PlainField>> => fields,
  );
  return fields.find((known) => Object.hasOwn(known, key))?.[key];
}

/** The label of an optimizer, a schedule or an augmentation. */
function kindLabel(type: string, language: Language): string | undefined {
  for (const [, { field }] of settingEntries) {
    const kind = field.kind === 'kind' || field.kind === 'list' ? field.kinds[type] : undefined;
    if (kind !== undefined) return kind.label[language];
  }
  return undefined;
}
