import type { NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import { nodesOf, portsOfType, wiresOf } from '../../store/network';
import { nodeSize, portFraction } from '../../store/node-size';

/** What the automatic layout must know of a scope: boxes with their ports, and wires between ports. */
export interface LayoutRequest {
  readonly nodes: readonly LayoutNode[];
  readonly wires: readonly LayoutWire[];
}

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
}

/** The layout request of a scope; `only` restricts it to some of its nodes. */
export function createLayoutRequest(
  document: NetloomDocument,
  scope: Scope,
  only?: ReadonlySet<string>,
): LayoutRequest {
  const isIn = (id: string) => only === undefined || only.has(id);
  const nodes = nodesOf(document, scope)
    .filter((node) => isIn(node.id))
    .map((node): LayoutNode => {
      const { width, height } = nodeSize(document, node);
      const { inputs, outputs } = portsOfType(document, node.type);
      const ports = [
        ...inputs.map((port, index) => ({
          name: `in:${port.name}`,
          x: width * portFraction(index, inputs.length),
          y: 0,
        })),
        ...outputs.map((port, index) => ({
          name: `out:${port.name}`,
          x: width * portFraction(index, outputs.length),
          y: height,
        })),
      ];
      return { id: node.id, width, height, ports };
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
  return { nodes, wires };
}

/** Two requests with the same signature have the same layout. */
export function signatureOf(request: LayoutRequest): string {
  return JSON.stringify(request);
}
