import { blockType } from '../../../graph-runtime/document/block-type';
import { sweepParameterLabel } from '../../../graph-runtime/messages/describe-sweep';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../document/document';
import { findNode } from '../document/network';
import { nodeTitle, titleWithId, typeLabel } from './describe-node';

/**
 * What the parameters of a sweep are called: layers as their cards are titled, with their ids, `Conv2D (conv1): Filters`; layers of a
 * network that is not open by their ids alone.
 *
 * @param documentName the name of the network that is varied
 */
export function useSweepLabels(documentName: string): (parameter: string) => string {
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  return (parameter) =>
    sweepParameterLabel(parameter, language, (scope, id) => {
      const node = document.name === documentName ? findNode(document, scope, id) : undefined;
      if (node === undefined) return scope === null ? id : `${scope}/${id}`;
      const title = titleWithId(nodeTitle(document, node, language), id, language);
      return scope === null ? title : `${typeLabel(document, blockType(scope), language)} / ${title}`;
    });
}
