import type { Fix, LayerRepair } from '../../diagnostics/diagnostic';
import { removeEdgeFix, setParameterFix } from '../../diagnostics/fixes';
import type { WiredNode } from '../wiring';
import { insertOnWire } from './insert-node';
import { placeOfEdge, type RepairContext, wireInto } from './repair-context';

/**
 * A layer's own repair as edits of the document, at the node's origin: for a node inside a block the block is edited, and an
 * expression gives way to the value that works. Null where the document offers no place for it.
 */
export function fixOf(context: RepairContext, node: WiredNode, repair: LayerRepair): Fix | null {
  const { origin } = node.node;
  if (repair.kind === 'set-parameter') {
    return setParameterFix(origin.scope, origin.id, repair.parameter, repair.value);
  }
  const wire = wireInto(node, repair.port, repair.index);
  if (wire === undefined) return null;
  if (repair.kind === 'remove-edge') {
    const index = placeOfEdge(context, wire.edge.origin);
    return index === -1 ? null : removeEdgeFix(wire.edge.origin.scope, wire.edge.origin.edge, index);
  }
  const inserted = insertOnWire(context, wire.edge.origin, repair);
  if (inserted === null) return null;
  const values = { type: repair.type, node: origin.id, from: wire.edge.origin.edge.from };
  return { code: repair.code, values, edits: inserted.edits };
}
