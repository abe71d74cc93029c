import { lastSegment, parentPath } from '../../../graph-runtime/document/node-path';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { weightLabel } from '../../../graph-runtime/layers/weight-label';
import type { Language } from '../../../graph-runtime/text/text';
import { i18n } from '../../messages/i18n';
import { labeled } from '../../messages/labeled';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../document/analysis';
import { findNode } from '../document/network';
import { nodeTitle, titleWithId } from './describe-node';
import { flatNodeAt, groupAt, placeOfPath, scopeAt } from './location';

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
 * Where a node or a block of the expanded network is: the blocks around it as they are titled, then itself. `SE residual, copy 1 / Dense (dense1)`;
 * its path has the number after the block's id (`block11/dense1`), which reads like an eleventh block.
 */
export function placeName(analysis: NetworkAnalysis, path: string, language: Language): string {
  const segments = path.split('/');
  if (placeOfPath(analysis, path) === null) return path;
  const blocks = segments.slice(0, -1).map((segment, at) => {
    const group = groupAt(analysis, segments.slice(0, at + 1).join('/'));
    if (group === undefined) return segment;
    return copyName(nodeTitle(analysis.document, group.node, language), group.origin.id, segment, language);
  });
  return [...blocks, ownName(analysis, path, language)].join(' / ');
}

/** What the path leads to, without what is around it. */
function ownName(analysis: NetworkAnalysis, path: string, language: Language): string {
  const segment = lastSegment(path);
  const place = placeOfPath(analysis, path);
  const node =
    place === null ? undefined : findNode(analysis.document, scopeAt(analysis, place.location), place.id);
  if (node === undefined) return segment;
  const title = titleWithId(nodeTitle(analysis.document, node, language), node.id, language);
  return copyName(title, node.id, segment, language);
}

/** Of a repeated node, which copy it is: its path has the number after the id. */
function copyName(title: string, id: string, segment: string, language: Language): string {
  const index = segment.slice(id.length);
  return index === '' ? title : i18n.t('canvas:placeCopy', { title, index, lng: language });
}

/** A weight by the node that has it and what it is there: `Conv2D (conv1): kernel`; its name in files is `conv1/kernel`. */
export function nameOfWeight(analysis: NetworkAnalysis, name: string, language: Language): string {
  const path = parentPath(name);
  const type = flatNodeAt(analysis, path)?.type;
  const own = weightLabel(type, lastSegment(name), language);
  return labeled(nameOfPath(analysis, path, language), own);
}

/** `nameOfWeight` for the network that is open. */
export function useWeightNames(): (name: string) => string {
  const language = useLanguage();
  const analysis = useAnalysis((current) => current);
  return (name) => nameOfWeight(analysis, name, language);
}

/** `nameOfPath` for the network that is open. */
export function useNames(): (path: string) => string {
  const language = useLanguage();
  const analysis = useAnalysis((current) => current);
  return (path) => nameOfPath(analysis, path, language);
}
