import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
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
