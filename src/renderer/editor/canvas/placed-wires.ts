import type { Flow, NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import { turnBox, turnPoint } from '../../store/document/flow';
import { nodesOf, type Port, portsOfType, wiresOf } from '../../store/document/network';
import { portFraction } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';
import type { PlacedWire } from './tracks';

/** The wires of a scope with the places of their ports; those whose nodes have boxes. */
export function placedWires(
  document: NetloomDocument,
  scope: Scope,
  boxes: ReadonlyMap<string, Box>,
  flow: Flow,
): PlacedWire[] {
  const types = new Map(nodesOf(document, scope).map(({ id, type }) => [id, type]));
  const portsAt = (id: string) => portsOfType(document, types.get(id) ?? '');
  return wiresOf(document, scope).flatMap(({ key, from, to }) => {
    const [source, target] = [boxes.get(from.id), boxes.get(to.id)];
    if (source === undefined || target === undefined) return [];
    return [
      {
        ...{ key, from: from.id, to: to.id },
        source: portPlace(source, portsAt(from.id).outputs, from.port, 'output', flow),
        target: portPlace(target, portsAt(to.id).inputs, to.port, 'input', flow),
      },
    ];
  });
}

/** Where a port is on its card: inputs where values come in, outputs on the opposite side. */
function portPlace(
  card: Box,
  ports: readonly Port[],
  name: string,
  kind: 'input' | 'output',
  flow: Flow,
): Position {
  const index = Math.max(
    0,
    ports.findIndex((port) => port.name === name),
  );
  const box = turnBox(flow, card);
  const y = kind === 'input' ? box.y : box.y + box.height;
  return turnPoint(flow, { x: box.x + box.width * portFraction(index, ports.length), y });
}
