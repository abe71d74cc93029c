import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import type { FieldNames, NodePlace } from '../../../graph-runtime/messages/field-names';
import { labelNames } from '../../../graph-runtime/messages/label-names';
import type { Language } from '../../../graph-runtime/text/text';
import { analysisOf } from '../document/analysis';
import { useDocument } from '../document/document';
import { flatNodeAt } from './location';

/** Fields of the open document by the labels they have on screen. */
export function windowNames(language: Language): FieldNames {
  return labelNames(typeAt, language);
}

function typeAt(place: NodePlace): string | undefined {
  const { document } = useDocument.getState();
  if ('path' in place) return flatNodeAt(analysisOf(document), place.path)?.type;
  return scopeContent(document, place.scope)?.nodes.find(({ id }) => id === place.id)?.type;
}
