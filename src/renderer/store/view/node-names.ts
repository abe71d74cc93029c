import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import type { Language } from '../../../graph-runtime/text/text';
import { i18n } from '../../messages/i18n';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../document/analysis';
import { findNode } from '../document/network';
import { nodeTitle, titleWithId } from './describe-node';
import { groupAt, placeOfPath, scopeAt } from './location';

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

/**
 * Where a node of the expanded network is: the blocks around it as they are titled, then the node. `SE residual, copy 1 / Dense (dense1)`;
 * its path has the number after the block's id (`block11/dense1`), which reads like an eleventh block.
 */
export function placeName(analysis: NetworkAnalysis, path: string, language: Language): string {
  const [, ...inside] = path.split('/');
  const place = placeOfPath(analysis, path);
  const node =
    place === null ? undefined : findNode(analysis.document, scopeAt(analysis, place.location), place.id);
  if (inside.length === 0 || node === undefined) return nameOfPath(analysis, path, language);
  const segments = path.split('/');
  const blocks = segments.slice(0, -1).map((segment, at) => {
    const group = groupAt(analysis, segments.slice(0, at + 1).join('/'));
    if (group === undefined) return segment;
    const title = nodeTitle(analysis.document, group.node, language);
    const index = segment.slice(group.origin.id.length);
    return index === '' ? title : i18n.t('canvas:placeCopy', { title, index });
  });
  return [...blocks, titleWithId(nodeTitle(analysis.document, node, language), node.id, language)].join(
    ' / ',
  );
}

/** `nameOfPath` for the network that is open. */
export function useNames(): (path: string) => string {
  const language = useLanguage();
  const analysis = useAnalysis((current) => current);
  return (path) => nameOfPath(analysis, path, language);
}
