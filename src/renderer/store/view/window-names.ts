import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { FieldNames, NodePlace } from '../../../graph-runtime/messages/field-names';
import { settingLabel } from '../../../graph-runtime/resume/setting-labels';
import { augmentations } from '../../../graph-runtime/settings/augmentation/registry';
import type { PlainField } from '../../../graph-runtime/settings/field';
import type { Language } from '../../../graph-runtime/text/text';
import { analysisOf } from '../document/analysis';
import { useDocument } from '../document/document';
import { flatNodeAt } from './location';

/** Fields by the labels they have on screen; what has none is called as in the file. */
export function windowNames(language: Language): FieldNames {
  return {
    parameter: (name, place) => getLayer(typeAt(place) ?? '')?.parameters[name]?.label[language] ?? name,
    setting: (path) => {
      const [group, ...keys] = path.split('.');
      const key = keys.at(-1) ?? path;
      if (group === 'augmentation') return augmentationLabel(key, language) ?? key;
      const known = settingLabel(path, language);
      return known === path ? key : known;
    },
  };
}

/** The label of a field of an augmentation; fields of one name have one label. */
function augmentationLabel(key: string, language: Language): string | undefined {
  const fields = Object.values(augmentations).map(
    ({ fields }): Readonly<Record<string, PlainField>> => fields,
  );
  return fields.find((known) => Object.hasOwn(known, key))?.[key]?.label[language];
}

function typeAt(place: NodePlace): string | undefined {
  const { document } = useDocument.getState();
  if ('path' in place) return flatNodeAt(analysisOf(document), place.path)?.type;
  return scopeContent(document, place.scope)?.nodes.find(({ id }) => id === place.id)?.type;
}
