import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { placeKey, weightedPlaces } from '../../../graph-runtime/infer/weighted-places';
import { costAt, layerPaths, scopeAt } from './location';

/** Whether the weights of a card are frozen: all of them, some (of a block), or none. */
export type FrozenState = 'all' | 'some' | 'none';

/** Whether there are weights in a node of the open scope, so that it can be frozen. */
export function hasWeights(analysis: NetworkAnalysis, location: string, id: string): boolean {
  return weightedPlaces(analysis).has(placeKey(scopeAt(analysis, location), id));
}

/** How a node of the open scope looks: frozen by itself, by a block around it, or by what is inside. */
export function frozenState(analysis: NetworkAnalysis, location: string, node: NodeSpec): FrozenState {
  if (!hasWeights(analysis, location, node.id)) return 'none';
  const weights = layerPaths(analysis, location, node).flatMap(
    (path) => analysis.nodes.get(path)?.weights ?? [],
  );
  if (weights.length > 0) return weights.every(({ isFrozen }) => isFrozen === true) ? 'all' : 'none';
  const { trainableParameters, frozenParameters } = costAt(analysis, location, node.id);
  if (frozenParameters === 0) return 'none';
  return trainableParameters === 0 ? 'all' : 'some';
}

/** Whether the card is frozen by a block around it: then it cannot learn by itself. */
export function isFrozenFromOutside(analysis: NetworkAnalysis, location: string, node: NodeSpec): boolean {
  return node.trainable !== false && frozenState(analysis, location, node) === 'all' && location !== '';
}

/** Nodes of the open scope whose weights a node could use: of its type, with weights of the same shapes, and none that use its own. */
export function sharableWith(analysis: NetworkAnalysis, location: string, node: NodeSpec): readonly string[] {
  const scope = scopeAt(analysis, location);
  const nodes = scopeContent(analysis.document, scope)?.nodes ?? [];
  if (!hasWeights(analysis, location, node.id) && node.sharesWith === undefined) return [];
  const own = shapesOf(analysis, location, node);
  return nodes
    .filter((other) => other.id !== node.id && other.type === node.type && other.sharesWith === undefined)
    .filter(
      (other) => hasWeights(analysis, location, other.id) && shapesOf(analysis, location, other) === own,
    )
    .map(({ id }) => id);
}

/** Of a node that uses another's weights, those of the other; of a block, nothing is known beforehand. */
function shapesOf(analysis: NetworkAnalysis, location: string, node: NodeSpec): string {
  const [path = ''] = layerPaths(analysis, location, node);
  const known = analysis.nodes.get(path);
  const owner = known?.sharesWith === undefined ? known : analysis.nodes.get(known.sharesWith);
  return JSON.stringify(owner?.weights.map(({ name, shape }) => [name, shape]) ?? []);
}
