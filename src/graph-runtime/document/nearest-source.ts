import type { ScopeContent } from './apply-edits';
import type { NodeSpec } from './document';
import { parseEndpoint } from './endpoint';

/**
 * The output that an open input of node `id` was most likely meant to be wired to: of a node that does not itself depend on
 * `id`, one whose output nothing uses yet if there is any, and of these the nearest on the canvas, or (where nodes have no
 * positions) the last one written before it. Null when there is none.
 */
export function nearestSource(
  content: Pick<ScopeContent, 'nodes' | 'edges'>,
  id: string,
  outputsOf: (id: string) => readonly string[],
): string | null {
  const target = content.nodes.findIndex((node) => node.id === id);
  const behind = nodesBehind(content, id);
  const used = new Set(content.edges.map((edge) => parseEndpoint(edge.from).id));
  let best: NodeSpec | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  content.nodes.forEach((node, index) => {
    if (behind.has(node.id) || outputsOf(node.id).length === 0) return;
    const distance = distanceTo(content.nodes[target], target, node, index) + (used.has(node.id) ? 1e9 : 0);
    if (distance < shortest) {
      best = node;
      shortest = distance;
    }
  });
  return best === null ? null : endpointOf(best, outputsOf);
}

function endpointOf(node: NodeSpec, outputsOf: (id: string) => readonly string[]): string {
  const outputs = outputsOf(node.id);
  return outputs.length === 1 ? node.id : `${node.id}:${outputs[0] ?? ''}`;
}

function distanceTo(
  target: NodeSpec | undefined,
  targetIndex: number,
  node: NodeSpec,
  index: number,
): number {
  const a = target?.position;
  const b = node.position;
  if (a !== undefined && b !== undefined) return Math.hypot(a.x - b.x, a.y - b.y);
  // Written before: the nearest first. Written after: further away than anything before.
  return index < targetIndex ? targetIndex - index : 1e6 + index;
}

/** The node itself and everything that its output reaches within the scope. */
function nodesBehind(content: Pick<ScopeContent, 'edges'>, id: string): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const edge of content.edges) {
    const from = parseEndpoint(edge.from).id;
    const list = next.get(from);
    if (list === undefined) next.set(from, [parseEndpoint(edge.to).id]);
    else list.push(parseEndpoint(edge.to).id);
  }
  const behind = new Set([id]);
  for (const reached of behind) for (const to of next.get(reached) ?? []) behind.add(to);
  return behind;
}
