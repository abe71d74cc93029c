import type { ElkEdgeSection, ElkNode } from 'elkjs/lib/elk-api';
import type { Position } from '../../../graph-runtime/document/document';
import type { LayoutRequest, LayoutResult } from './layout-request';

/**
 * The layered method (Sugiyama, Tagawa, Toda 1981) as the Eclipse Layout Kernel has it: every node in a layer below what feeds
 * it, crossings few, long edges straight. The order of the document breaks ties, so that an Inception's branches are in the
 * order in which they are concatenated.
 */
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.separateConnectedComponents': 'false',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': '16',
  'elk.layered.spacing.edgeNodeBetweenLayers': '17',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.cycleBreaking.strategy': 'GREEDY',
  // More rounds than this make big networks slow and no clearer.
  'elk.layered.thoroughness': '7',
} as const;

const portId = (node: string, port: string) => `${node}/${port}`;

/** The request as ELK wants it. */
export function toElkGraph(request: LayoutRequest): ElkNode {
  return {
    id: 'root',
    layoutOptions: { ...OPTIONS, 'elk.layered.spacing.nodeNodeBetweenLayers': String(request.gap) },
    children: request.nodes.map((node) => ({
      id: node.id,
      width: node.width,
      height: node.height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: node.ports.map((port) => ({
        id: portId(node.id, port.name),
        x: port.x,
        y: port.y,
        width: 0,
        height: 0,
        layoutOptions: { 'elk.port.side': port.y === 0 ? 'NORTH' : 'SOUTH' },
      })),
    })),
    edges: request.wires.map((wire) => ({
      id: wire.key,
      sources: [portId(wire.from, wire.fromPort)],
      targets: [portId(wire.to, wire.toPort)],
    })),
  };
}

/** ELK's answer in the editor's terms; positions are whole canvas units. */
export function fromElkGraph(graph: ElkNode): LayoutResult {
  const positions = new Map<string, Position>();
  for (const node of graph.children ?? []) {
    positions.set(node.id, { x: Math.round(node.x ?? 0), y: Math.round(node.y ?? 0) });
  }
  const routes = new Map<string, readonly Position[]>();
  for (const edge of graph.edges ?? []) {
    const [section] = edge.sections ?? [];
    if (section !== undefined && edge.id !== undefined) routes.set(edge.id, cornersOf(section));
  }
  return { positions, routes };
}

function cornersOf(section: ElkEdgeSection): Position[] {
  return [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
    x: Math.round(x * 10) / 10,
    y: Math.round(y * 10) / 10,
  }));
}
