import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import type { Language } from '../../../graph-runtime/text/text';
import { findNode } from '../document/network';
import { nodeTitle, titleWithId } from './describe-node';
import { placeOfPath, scopeAt } from './location';

/**
 * How a node is called in lists and tables: as its card is titled, and the path by which problems, weights and sweeps name it. `Conv2D (conv1)`;
 * the path alone for a node that the network does not have.
 */
export function nameOfPath(analysis: NetworkAnalysis, path: string, language: Language): string {
  const place = placeOfPath(analysis, path);
  const node =
    place === null ? undefined : findNode(analysis.document, scopeAt(analysis, place.location), place.id);
  if (node === undefined) return path;
  return titleWithId(nodeTitle(analysis.document, node, language), path, language);
}
