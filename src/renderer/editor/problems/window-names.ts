import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { FieldNames, NodePlace } from '../../../graph-runtime/messages/field-names';
import { settingLabel } from '../../../graph-runtime/resume/setting-labels';
import type { Language } from '../../../graph-runtime/text/text';
import { CATALOGUES } from '../../messages/catalogue';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { flatNodeAt } from '../../store/view/location';

/** Fields by the labels they have on screen; what has none is called as in the file. */
export function windowNames(language: Language): FieldNames {
  return {
    parameter: (name, place) => getLayer(typeAt(place) ?? '')?.parameters[name]?.label[language] ?? name,
    setting: (path) => {
      const [group, ...keys] = path.split('.');
      const key = keys.at(-1) ?? path;
      const fields: Readonly<Record<string, string>> = CATALOGUES[language].training.augmentationFields;
      if (group === 'augmentation' && Object.hasOwn(fields, key)) return fields[key] ?? key;
      const known = settingLabel(path, language);
      return known === path ? key : known;
    },
  };
}

function typeAt(place: NodePlace): string | undefined {
  const { document } = useDocument.getState();
  if ('path' in place) return flatNodeAt(analysisOf(document), place.path)?.type;
  return scopeContent(document, place.scope)?.nodes.find(({ id }) => id === place.id)?.type;
}
