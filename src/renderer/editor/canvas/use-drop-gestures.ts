import { type DragEvent, useMemo } from 'react';
import { findNode, type Wire } from '../../store/document/network';
import { sizeOf } from '../../store/edits/placing';
import { canReplace } from '../../store/edits/replace-nodes';
import { canSplice } from '../../store/edits/wires';
import { addPicked, type Picked } from '../../store/view/block-library';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { replaceIn } from '../../store/view/replace-selection';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { draggedType, dropped } from '../palette/palette-drag';
import { nodeAt, wireAt } from './wire-at';

/** Where a layer would go: in the place of a card, onto a wire, or else where it is dropped. */
function targetAt(event: DragEvent, type: string): { card: string | null; wire: Wire | null } {
  const context = currentEditContext();
  const point = { x: event.clientX, y: event.clientY };
  const id = nodeAt(point);
  const node = id === null ? undefined : findNode(context.document, context.scope, id);
  // A card lies over the wires behind it. Dropped on a card of the same kind, a layer is added as elsewhere.
  if (node !== undefined && canReplace(node) && node.type !== type) return { card: node.id, wire: null };
  return { card: null, wire: canSplice(context.document, type) ? wireAt(point) : null };
}

function showTarget(card: string | null, type: string, wire: Wire | null): void {
  useView.getState().showDropWire(wire?.key ?? null);
  useView.getState().showDropCard(card === null ? null : { id: card, type });
}

function onDragOver(event: DragEvent): void {
  const type = draggedType(event.dataTransfer);
  if (type === null) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const { card, wire } = targetAt(event, type);
  showTarget(card, type, wire);
}

function onDragLeave(event: DragEvent): void {
  const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
  if (!isInside) showTarget(null, '', null);
}

function onDrop(event: DragEvent): void {
  const made = dropped(event.dataTransfer);
  showTarget(null, '', null);
  if (made === null) return;
  event.preventDefault();
  const { card, wire } = targetAt(event, made.type);
  if (card !== null) replaceIn([card], made);
  else dropAt(event, made, wire);
  viewport()?.focus();
}

function dropAt(event: DragEvent, made: Picked, wire: Wire | null): void {
  const context = currentEditContext();
  const canvas = viewport()?.toCanvas({ x: event.clientX, y: event.clientY });
  if (canvas === undefined) return;
  const size = sizeOf(context, { id: 'new', type: made.type });
  const position = { x: canvas.x - size.width / 2, y: canvas.y - size.height / 2 };
  performEdit(
    addPicked(context, made, wire === null ? { kind: 'place', position } : { kind: 'wire', wire, position }),
  );
}

/** Layers dragged from the palette onto the canvas, a wire, or a card that they replace. */
export function useDropGestures() {
  return useMemo(() => ({ onDragOver, onDragLeave, onDrop }), []);
}
