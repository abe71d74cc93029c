import { groupBy } from '../collections/group-by';
import type { FlatEdge } from './flat-graph';

/** The edges of a flat graph by the path of the node that they arrive at, in their order. */
export function wiresByReceiver(edges: readonly FlatEdge[]): ReadonlyMap<string, readonly FlatEdge[]> {
  return groupBy(edges, (edge) => edge.to.path);
}
