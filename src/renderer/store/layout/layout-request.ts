import type { Flow, NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import { flowOf, gapOf, turnPoint, turnSize } from '../document/flow';
import { nodesOf, portsOfType, wiresOf } from '../document/network';
import { nodeSize, portFraction, type Size } from '../document/node-size';

/** What the automatic layout must know of a scope: boxes with their ports, and wires between ports. */
export interface LayoutRequest {
  readonly flow: Flow;
  /** Free canvas between a node and the next one in the direction of the flow. */
  readonly gap: number;
  readonly nodes: readonly LayoutNode[];
  readonly wires: readonly LayoutWire[];
  readonly columns?: ColumnChoice;
}

/** In how many columns a network is set that is one long thread. Without a choice, only what is very long is. */
export type ColumnChoice =
  /** As many as make it largest in `room`: the canvas' size at which text has its normal size, in canvas units. */
  | { readonly kind: 'fit'; readonly room: Size }
  /** Columns of about this height (width, where the network flows to the right), as they were before an edit; null: one. */
  | { readonly kind: 'height'; readonly height: number | null };

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly ports: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

export interface LayoutWire {
  readonly key: string;
  readonly from: string;
  readonly fromPort: string;
  readonly to: string;
  readonly toPort: string;
}

/** Where everything goes: top left corners of nodes, and the corners of each wire from port to port. */
export interface LayoutResult {
  readonly positions: ReadonlyMap<string, Position>;
  readonly routes: ReadonlyMap<string, readonly Position[]>;
  /** About the height of the columns that were chosen to fit; null for one column. */
  readonly columnHeight?: number | null;
}

/** The layout request of a scope; `only` restricts it to some of its nodes. */
export function createLayoutRequest(
  document: NetloomDocument,
  scope: Scope,
  only?: ReadonlySet<string>,
  columns?: ColumnChoice,
): LayoutRequest {
  const flow = flowOf(document, scope);
  const isIn = (id: string) => only === undefined || only.has(id);
  const nodes = nodesOf(document, scope)
    .filter((node) => isIn(node.id))
    .map((node): LayoutNode => {
      const size = nodeSize(document, node, flow);
      // The ports of a network that flows down, and then turned.
      const { width, height } = turnSize(flow, size);
      const at = (x: number, y: number) => turnPoint(flow, { x, y });
      const { inputs, outputs } = portsOfType(document, node.type);
      const ports = [
        ...inputs.map((port, index) => ({
          name: `in:${port.name}`,
          ...at(width * portFraction(index, inputs.length), 0),
        })),
        ...outputs.map((port, index) => ({
          name: `out:${port.name}`,
          ...at(width * portFraction(index, outputs.length), height),
        })),
      ];
      return { id: node.id, ...size, ports };
    });
  const known = new Set(nodes.flatMap((node) => node.ports.map((port) => `${node.id}/${port.name}`)));
  const wires = wiresOf(document, scope)
    .map((wire) => ({
      key: wire.key,
      from: wire.from.id,
      fromPort: `out:${wire.from.port}`,
      to: wire.to.id,
      toPort: `in:${wire.to.port}`,
    }))
    .filter((wire) => known.has(`${wire.from}/${wire.fromPort}`) && known.has(`${wire.to}/${wire.toPort}`));
  return { flow, gap: gapOf(flow), nodes, wires, ...(columns === undefined ? {} : { columns }) };
}

/** The request as that of a network that flows down; turned again it is what it was. */
export function turnRequest(request: LayoutRequest): LayoutRequest {
  const { flow } = request;
  if (flow === 'down') return request;
  const nodes = request.nodes.map((node) => ({
    ...node,
    ...turnSize(flow, node),
    ports: node.ports.map((port) => ({ ...port, ...turnPoint(flow, port) })),
  }));
  const { columns } = request;
  if (columns?.kind !== 'fit') return { ...request, nodes };
  return { ...request, nodes, columns: { kind: 'fit', room: turnSize(flow, columns.room) } };
}

export function turnResult(flow: Flow, result: LayoutResult): LayoutResult {
  if (flow === 'down') return result;
  const { positions, routes } = result;
  return {
    ...result,
    positions: new Map([...positions].map(([id, place]) => [id, turnPoint(flow, place)])),
    routes: new Map([...routes].map(([key, way]) => [key, way.map((corner) => turnPoint(flow, corner))])),
  };
}

/** Two requests with the same signature have the same layout, but for their columns. */
export function signatureOf({ columns: _columns, ...structure }: LayoutRequest): string {
  return JSON.stringify(structure);
}
