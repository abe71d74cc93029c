import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { Wire } from '../../store/document/network';

/** A node of the list. */
export interface OrderedNode {
  readonly node: NodeSpec;
  /** Ids of the nodes that feed it, as one text so that an unchanged row is not drawn again. */
  readonly sources: string;
}

/** Every node after the ones that feed it; nodes on a cycle come last, in document order. */
export function inOrder(nodes: readonly NodeSpec[], wires: readonly Wire[]): OrderedNode[] {
  const sources = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  for (const wire of wires) sources.get(wire.to.id)?.push(wire.from.id);
  const done = new Set<string>();
  const ordered: NodeSpec[] = [];
  let waiting = [...nodes];
  while (waiting.length > 0) {
    const left: NodeSpec[] = [];
    for (const node of waiting) {
      const isReady = (sources.get(node.id) ?? []).every((source) => done.has(source));
      if (!isReady) {
        left.push(node);
        continue;
      }
      done.add(node.id);
      ordered.push(node);
    }
    if (left.length === waiting.length) {
      ordered.push(...left);
      break;
    }
    waiting = left;
  }
  return ordered.map((node) => ({ node, sources: (sources.get(node.id) ?? []).join(', ') }));
}
