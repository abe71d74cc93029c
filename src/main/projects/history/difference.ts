import type { VersionDifference } from '../../../contract/contract';
import type { NetloomDocument, NodeSpec, Scope } from '../../../graph-runtime/document/document';

/**
 * What happened between two versions of a network, counted: nodes of the network and of its block definitions by their ids. Where
 * a node is on the canvas is no change of the network.
 */
export function differenceOf(before: NetloomDocument, after: NetloomDocument): VersionDifference {
  const old = nodesOf(before);
  const now = nodesOf(after);
  const kept = [...now.keys()].filter((id) => old.has(id));
  const oldWires = wiresOf(before);
  const nowWires = wiresOf(after);
  const isBetweenKept = (wire: Wire) => wire.ends.every((end) => old.has(end) && now.has(end));
  const moved = [
    ...[...nowWires].filter(([key, wire]) => !oldWires.has(key) && isBetweenKept(wire)),
    ...[...oldWires].filter(([key, wire]) => !nowWires.has(key) && isBetweenKept(wire)),
  ];
  return {
    added: now.size - kept.length,
    removed: old.size - kept.length,
    changed: kept.filter((id) => contentOf(old.get(id)) !== contentOf(now.get(id))).length,
    rewired: moved.length,
    isTrainingChanged:
      JSON.stringify([before.training, before.dataset]) !== JSON.stringify([after.training, after.dataset]),
  };
}

interface Wire {
  readonly ends: readonly string[];
}

function scopesOf(
  document: NetloomDocument,
): readonly (readonly [Scope, Pick<NetloomDocument, 'nodes' | 'edges'>])[] {
  return [[null, document], ...Object.entries(document.blocks)];
}

function nodesOf(document: NetloomDocument): Map<string, NodeSpec> {
  const nodes = scopesOf(document).flatMap(([scope, { nodes }]) =>
    nodes.map((node) => [keyOf(scope, node.id), node] as const),
  );
  return new Map(nodes);
}

function wiresOf(document: NetloomDocument): Map<string, Wire> {
  const wires = scopesOf(document).flatMap(([scope, { edges }]) =>
    edges.map((edge) => {
      // An end is `node` or `node:port`.
      const ends = [edge.from, edge.to].map((end) => keyOf(scope, end.split(':')[0] ?? end));
      return [`${scope ?? ''}\0${edge.from}\0${edge.to}`, { ends }] as const;
    }),
  );
  return new Map(wires);
}

function keyOf(scope: Scope, id: string): string {
  return `${scope ?? ''}\0${id}`;
}

function contentOf(node: NodeSpec | undefined): string {
  return JSON.stringify({ ...node, position: undefined });
}
