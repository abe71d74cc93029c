import type { Edge, Handle, OnConnectEnd, OnReconnect } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { i18n } from '../messages/i18n';
import { analysisOf } from '../store/analysis';
import { checkConnection } from '../store/connection-check';
import { useDocument } from '../store/document';
import { findNode, type PortPlace, portsOfType, type Wire, wiresOf } from '../store/network';
import { currentStage, openLocation, performStep } from '../store/stage';
import { deleteElements } from '../store/steps/nodes';
import { connect, rewire } from '../store/steps/wires';
import { useView, type WindowPoint } from '../store/view';
import { useToasts } from '../ui/Toaster';
import type { CanvasEdge } from './projection';
import { viewport } from './viewport-api';
import { nodeAt, pointOf } from './wire-at';

/** Makes a connection that fits; offers repairs for one that does not; says why one cannot be. */
export function tryConnect(from: PortPlace, to: PortPlace, at: WindowPoint): void {
  const check = checkConnection(analysisOf(useDocument.getState().document), openLocation(), from, to);
  if (check.kind === 'fits') performStep(connect(currentStage(), from, to));
  else if (check.kind === 'mismatch') useView.getState().openPicker({ kind: 'repair', from, to, at });
  else useToasts.getState().show({ tone: 'warning', text: i18n.t(`canvas:refusal.${check.reason}`) });
}

/** The port of a node that a wire dropped on its card means: the first free one, else the first. */
export function portFor(id: string, end: 'from' | 'to'): PortPlace | null {
  const { document, scope } = currentStage();
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

function placeOf(handle: Handle): PortPlace {
  return { id: handle.nodeId, port: handle.id ?? '' };
}

const onConnectEnd: OnConnectEnd = (event, state) => {
  const hand = state.fromHandle;
  if (hand === null) return;
  const point = pointOf(event);
  const isForward = hand.type === 'source';
  const overId = state.toHandle?.nodeId ?? nodeAt(point);
  const target =
    state.toHandle !== null && state.toHandle.type !== hand.type
      ? placeOf(state.toHandle)
      : overId === null
        ? null
        : portFor(overId, isForward ? 'to' : 'from');
  if (target !== null) {
    if (target.id === hand.nodeId && state.toHandle === null) return;
    if (isForward) tryConnect(placeOf(hand), target, point);
    else tryConnect(target, placeOf(hand), point);
    return;
  }
  if (overId !== null) return;
  const canvas = viewport()?.toCanvas(point);
  if (canvas === undefined) return;
  // Into the void: what could stand there?
  useView.getState().openPicker({
    kind: 'add',
    at: point,
    destination: { kind: 'port', canvas, end: isForward ? 'from' : 'to', at: placeOf(hand) },
  });
};

function wireOf(edge: Edge): Wire | undefined {
  const { document, scope } = currentStage();
  return wiresOf(document, scope).find((wire) => wire.key === edge.id);
}

const onReconnect: OnReconnect<CanvasEdge> = (edge, connection) => {
  const wire = wireOf(edge);
  if (wire === undefined) return;
  const from = { id: connection.source, port: connection.sourceHandle ?? '' };
  const to = { id: connection.target, port: connection.targetHandle ?? '' };
  performStep(rewire(currentStage(), wire, from, to));
};

/** Drawing wires, and taking one end of a wire elsewhere. */
export function useConnectGestures() {
  const isReconnected = useRef(false);
  return useMemo(() => {
    const onReconnectEnd = (event: MouseEvent | TouchEvent, edge: CanvasEdge) => {
      // A wire pulled off its port and dropped in the void is cut.
      const wire = isReconnected.current || nodeAt(pointOf(event)) !== null ? undefined : wireOf(edge);
      if (wire !== undefined) performStep(deleteElements(currentStage(), new Set(), [wire]));
    };
    return {
      onConnectEnd,
      onReconnectStart: () => {
        isReconnected.current = false;
      },
      onReconnect: (edge: CanvasEdge, connection: Parameters<typeof onReconnect>[1]) => {
        isReconnected.current = true;
        onReconnect(edge, connection);
      },
      onReconnectEnd,
    };
  }, []);
}
