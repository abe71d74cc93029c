import type { EdgeSpec, NetloomDocument, NodeSpec } from '../../../document/document';
import { getLayer } from '../../../layers/registry';

/** A network whose wires are in the order of inputs, with the ports of layers that have several: a matrix product, an unpooling. */
export function withPorts(document: NetloomDocument): NetloomDocument {
  return {
    ...document,
    edges: portedEdges(document),
    blocks: Object.fromEntries(
      Object.entries(document.blocks).map(([name, block]) => [name, { ...block, edges: portedEdges(block) }]),
    ),
  };
}

function portedEdges({
  nodes,
  edges,
}: {
  nodes: readonly NodeSpec[];
  edges: readonly EdgeSpec[];
}): EdgeSpec[] {
  const ports = new Map(
    nodes.flatMap(({ id, type }) => {
      const inputs = getLayer(type)?.inputs ?? [];
      return inputs.length > 1 ? [[id, inputs.map(({ name }) => name)] as const] : [];
    }),
  );
  const counts = new Map<string, number>();
  return edges.map((edge) => {
    const at = counts.get(edge.to) ?? 0;
    const port = ports.get(edge.to)?.[at];
    counts.set(edge.to, at + 1);
    return port === undefined ? edge : { ...edge, to: `${edge.to}:${port}` };
  });
}
