import { appendTo } from '../collections/group-by';
import { oncePer } from '../collections/once-per';
import type { EdgeSpec, NodeSpec } from './document';
import { parseEndpoint } from './endpoint';
import type { ScopeContent } from './scope-draft';

/**
 * The output that an open input of node `id` was most likely meant to be wired to: of a node that does not itself depend on
 * `id`, one whose output nothing uses yet if there is any, and of these the nearest on the canvas, or (where nodes have no
 * positions) the last one written before it. Null when there is none.
 */
export function nearestSource(
  content: Pick<ScopeContent, 'nodes' | 'edges'>,
  id: string,
  outputsOf: (node: NodeSpec) => readonly string[],
): string | null {
  const target = content.nodes.findIndex((node) => node.id === id);
  const followers = followersIn(content.edges);
  const downstream = nodesDownstream(followers, id);
  let best: NodeSpec | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  content.nodes.forEach((node, index) => {
    const distance =
      distanceTo(content.nodes[target], target, node, index) + (followers.has(node.id) ? 1e9 : 0);
    if (distance >= shortest || downstream.has(node.id) || outputsOf(node).length === 0) return;
    best = node;
    shortest = distance;
  });
  return best === null ? null : endpointOf(best, outputsOf);
}

function endpointOf(node: NodeSpec, outputsOf: (node: NodeSpec) => readonly string[]): string {
  const outputs = outputsOf(node);
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

type Followers = ReadonlyMap<string, readonly string[]>;

/** The nodes that each node's outputs are wired to: a network with many open inputs asks for each of them. */
const followersIn = oncePer((edges: readonly EdgeSpec[]): Followers => {
  const followers = new Map<string, string[]>();
  for (const { from, to } of edges) appendTo(followers, parseEndpoint(from).id, parseEndpoint(to).id);
  return followers;
});

/** The node itself and everything that its output reaches within the scope. */
function nodesDownstream(followers: Followers, id: string): ReadonlySet<string> {
  const downstream = new Set([id]);
  // The set grows while it is walked along.
  for (const reached of downstream) for (const to of followers.get(reached) ?? []) downstream.add(to);
  return downstream;
}
