import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockType } from '../../../graph-runtime/document/block-type';
import type { FieldNames, NodePlace } from '../../../graph-runtime/messages/field-names';
import { labelNames } from '../../../graph-runtime/messages/label-names';
import type { Language } from '../../../graph-runtime/text/text';
import { analysisOf } from '../document/analysis';
import { useDocument } from '../document/document';
import { titleWithId, typeLabel } from './describe-node';
import { flatNodeAt } from './location';
import { placeName } from './node-names';

/** Fields of the open document by the labels they have on screen. */
export function windowNames(language: Language): FieldNames {
  return {
    ...labelNames(typeAt, language),
    isForFile: false,
    block: (name) => {
      const { document } = useDocument.getState();
      return titleWithId(typeLabel(document, blockType(name), language), name, language);
    },
    place: (path) => placeName(analysisOf(useDocument.getState().document), path, language),
  };
}

function typeAt(place: NodePlace): string | undefined {
  const { document } = useDocument.getState();
  if ('path' in place) return flatNodeAt(analysisOf(document), place.path)?.type;
  return scopeContent(document, place.scope)?.nodes.find(({ id }) => id === place.id)?.type;
}
