import type { NetloomDocument, NodeSpec } from '../../../document/document';

/** Nodes between two places that all values pass through: one value comes in, one goes out, that of the last node. */
export interface Segment {
  readonly nodes: readonly NodeSpec[];
}

/** A flat network as the segments that follow one another; each value that two of them share is the last of one. */
export function segmentsOf({ nodes, edges }: NetloomDocument): readonly Segment[] {
  const waiting = new Map<string, number>();
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) {
    waiting.set(from, (waiting.get(from) ?? 0) + 1);
    sources.set(to, [...(sources.get(to) ?? []), from]);
  }
  const segments: Segment[] = [];
  const live = new Set<string>();
  let open: NodeSpec[] = [];
  // The nodes of an import are in an order of computation.
  for (const node of nodes) {
    open.push(node);
    for (const source of sources.get(node.id) ?? []) {
      const left = (waiting.get(source) ?? 0) - 1;
      waiting.set(source, left);
      if (left === 0) live.delete(source);
    }
    if ((waiting.get(node.id) ?? 0) > 0) live.add(node.id);
    const isCut = live.size === 1 && live.has(node.id);
    if (!isCut) continue;
    segments.push({ nodes: open });
    open = [];
  }
  return open.length === 0 ? segments : [...segments, { nodes: open }];
}
