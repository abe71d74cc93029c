import type { FlatEdge } from './flat-graph';

/** The edges of a flat graph by the path of the node that they arrive at, in their order. */
export function wiresByReceiver(edges: readonly FlatEdge[]): ReadonlyMap<string, readonly FlatEdge[]> {
  const wires = new Map<string, FlatEdge[]>();
  for (const edge of edges) {
    const known = wires.get(edge.to.path);
    if (known === undefined) wires.set(edge.to.path, [edge]);
    else known.push(edge);
  }
  return wires;
}
