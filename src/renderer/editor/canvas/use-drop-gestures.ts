import { type DragEvent, useMemo } from 'react';
import { currentLanguage } from '../../messages/i18n';
import { sizeOf } from '../../store/edits/placing';
import { canSplice } from '../../store/edits/wires';
import { addPicked } from '../../store/view/block-library';
import { typeLabel } from '../../store/view/describe-node';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { draggedType, droppedType } from '../palette/palette-drag';
import { wireAt } from './wire-at';

function onDragOver(event: DragEvent): void {
  const type = draggedType(event.dataTransfer);
  if (type === null) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const wire = canSplice(currentEditContext().document, type)
    ? wireAt({ x: event.clientX, y: event.clientY })
    : null;
  useView.getState().showDropWire(wire?.key ?? null);
}

function onDragLeave(event: DragEvent): void {
  const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
  if (!isInside) useView.getState().showDropWire(null);
}

function onDrop(event: DragEvent): void {
  const type = droppedType(event.dataTransfer);
  useView.getState().showDropWire(null);
  if (type === null) return;
  event.preventDefault();
  const stage = currentEditContext();
  const point = { x: event.clientX, y: event.clientY };
  const wire = canSplice(stage.document, type) ? wireAt(point) : null;
  const canvas = viewport()?.toCanvas(point);
  if (canvas === undefined) return;
  const size = sizeOf(stage, { id: 'new', type });
  const position = { x: canvas.x - size.width / 2, y: canvas.y - size.height / 2 };
  const made = { type, label: typeLabel(stage.document, type, currentLanguage()) };
  performEdit(
    addPicked(stage, made, wire === null ? { kind: 'place', position } : { kind: 'wire', wire, position }),
  );
  viewport()?.focus();
}

/** Layers dragged from the palette onto the canvas, or onto a wire. */
export function useDropGestures() {
  return useMemo(() => ({ onDragOver, onDragLeave, onDrop }), []);
}
