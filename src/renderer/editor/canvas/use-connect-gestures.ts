import type { Edge, Handle, HandleType, OnConnectEnd } from '@xyflow/react';
import { useMemo } from 'react';
import { i18n } from '../../messages/i18n';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { findNode, type PortPlace, portsOfType, type Wire, wiresOf } from '../../store/document/network';
import { deleteElements } from '../../store/edits/remove-nodes';
import { connect, rewire } from '../../store/edits/wires';
import { checkConnection } from '../../store/view/connection-check';
import { currentEditContext, openLocation, performEdit } from '../../store/view/edit-context';
import { useView, type WindowPoint } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { useToasts } from '../../ui/Toaster';
import type { CanvasEdge } from './projection';
import { nodeAt, pointOf } from './wire-at';

/**
 * Makes a connection that fits, or takes a wire there; offers repairs for one that does not fit; says why one cannot be.
 */
export function tryConnect(from: PortPlace, to: PortPlace, at: WindowPoint, moved: Wire | null = null): void {
  const analysis = analysisOf(useDocument.getState().document);
  const check = checkConnection(analysis, openLocation(), from, to, { moved });
  const context = currentEditContext();
  if (check.kind === 'fits')
    performEdit(moved === null ? connect(context, from, to) : rewire(context, moved, from, to));
  else if (check.kind === 'mismatch') useView.getState().openPicker({ kind: 'repair', from, to, at, moved });
  else {
    const { reason } = check;
    useToasts.getState().show({ tone: 'warning', text: () => i18n.t(`canvas:refusal.${reason}`) });
  }
}

/** The port of a node that a wire dropped on its card means: the first free one, else the first. */
export function portFor(id: string, end: 'from' | 'to'): PortPlace | null {
  const { document, scope } = currentEditContext();
  const node = findNode(document, scope, id);
  if (node === undefined) return null;
  const ports = portsOfType(document, node.type);
  if (end === 'from') return ports.outputs[0] === undefined ? null : { id, port: ports.outputs[0].name };
  const wires = wiresOf(document, scope);
  const isFree = (name: string) => !wires.some((wire) => wire.to.id === id && wire.to.port === name);
  const port =
    ports.inputs.find((candidate) => candidate.isVariadic || isFree(candidate.name)) ?? ports.inputs[0];
  return port === undefined ? null : { id, port: port.name };
}

type EndedConnection = Parameters<OnConnectEnd>[1];

/** The ends of a wire. */
interface Ends {
  readonly from: PortPlace;
  readonly to: PortPlace;
}

/**
 * What a wire from a dragged port would connect when it is let go over a port, or over a card (`overId`): a port of the other
 * kind is meant as it is, anything else of a card means the card. Null: there is nothing it could go to.
 */
export function endsOf(
  hand: Pick<Handle, 'nodeId' | 'id' | 'type'>,
  over: Pick<Handle, 'nodeId' | 'id' | 'type'> | null,
  overId: string | null,
): Ends | null {
  const isForward = hand.type === 'source';
  const isPort = over !== null && over.type !== hand.type;
  // Over the card it comes from it is still on its way.
  if (!isPort && overId === hand.nodeId) return null;
  const target = isPort ? placeOf(over) : overId === null ? null : portFor(overId, isForward ? 'to' : 'from');
  if (target === null) return null;
  return isForward ? { from: placeOf(hand), to: target } : { from: target, to: placeOf(hand) };
}

function placeOf(handle: Pick<Handle, 'nodeId' | 'id'>): PortPlace {
  return { id: handle.nodeId, port: handle.id ?? '' };
}

const onConnectEnd: OnConnectEnd = (event, state) => {
  const hand = state.fromHandle;
  if (hand === null) return;
  const point = pointOf(event);
  const overId = state.toHandle?.nodeId ?? nodeAt(point);
  const ends = endsOf(hand, state.toHandle, overId);
  if (ends !== null) {
    tryConnect(ends.from, ends.to, point);
    return;
  }
  if (overId !== null) return;
  const canvas = viewport()?.toCanvas(point);
  if (canvas === undefined) return;
  // Into the void: what could be there?
  useView.getState().openPicker({
    kind: 'add',
    at: point,
    destination: {
      kind: 'port',
      canvas,
      end: hand.type === 'source' ? 'from' : 'to',
      at: placeOf(hand),
    },
  });
};

function wireOf(edge: Edge): Wire | null {
  const { document, scope } = currentEditContext();
  return wiresOf(document, scope).find((wire) => wire.key === edge.id) ?? null;
}

/** One end of a wire was taken off its port: it goes to another one by the same rules, and dropped in the void it is cut. */
function onReconnectEnd(
  event: MouseEvent | TouchEvent,
  edge: CanvasEdge,
  _type: HandleType,
  { fromHandle, toHandle }: EndedConnection,
): void {
  const point = pointOf(event);
  const wire = wireOf(edge);
  const overId = toHandle?.nodeId ?? nodeAt(point);
  const ends = fromHandle === null ? null : endsOf(fromHandle, toHandle, overId);
  useView.getState().holdWire(null);
  if (wire === null) return;
  if (ends !== null) tryConnect(ends.from, ends.to, point, wire);
  else if (overId === null) performEdit(deleteElements(currentEditContext(), new Set(), [wire]));
}

/** Drawing wires, and taking one end of a wire elsewhere. */
export function useConnectGestures() {
  return useMemo(
    () => ({
      onConnectEnd,
      onReconnectStart: (_event: unknown, edge: CanvasEdge) => useView.getState().holdWire(wireOf(edge)),
      // React Flow lets go of a wire's end only where there is somebody to take it; all is decided when it has ended.
      onReconnect: () => undefined,
      onReconnectEnd,
    }),
    [],
  );
}
