import { type MouseEvent, type PointerEvent, type RefObject, useMemo } from 'react';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { deleteElements } from '../../store/edits/remove-nodes';
import { currentEditContext, openLocation, performEdit } from '../../store/view/edit-context';
import { locationsInside } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { nodeAt, wireAt } from './wire-at';

/** Enters a node's block, at its first copy. False when there is nothing to enter. */
export function enterBlock(id: string): boolean {
  const [first] = locationsInside(analysisOf(useDocument.getState().document), openLocation(), id);
  if (first === undefined) return false;
  useView.getState().enter(first);
  return true;
}

/** On the network or the ground, and not in the text of a note. */
function isOnCanvas(target: EventTarget): boolean {
  if (!(target instanceof Element) || target.closest('input, textarea') !== null) return false;
  return target.closest('.react-flow__renderer') !== null;
}

function onDoubleClick(event: MouseEvent): void {
  if (!isOnCanvas(event.target)) return;
  const point = { x: event.clientX, y: event.clientY };
  const id = nodeAt(point);
  if (id !== null) {
    if (!enterBlock(id)) useView.getState().showTab('inspector');
    return;
  }
  const canvas = viewport()?.toCanvas(point);
  if (canvas === undefined) return;
  const wire = wireAt(point);
  useView.getState().openPicker({
    kind: 'add',
    at: point,
    destination: wire === null ? { kind: 'place', canvas } : { kind: 'wire', key: wire.key },
  });
}

/** Alt-click cuts the wire below the pointer. */
function onClickCapture(event: MouseEvent): void {
  if (!event.altKey || !isOnCanvas(event.target)) return;
  const point = { x: event.clientX, y: event.clientY };
  const wire = nodeAt(point) === null ? wireAt(point) : null;
  if (wire === null) return;
  event.preventDefault();
  event.stopPropagation();
  performEdit(deleteElements(currentEditContext(), new Set(), [wire]));
}

/** Clicks on the canvas that are no drags. */
export function usePointerGestures(regionRef: RefObject<HTMLElement | null>) {
  return useMemo(
    () => ({
      onDoubleClick,
      onClickCapture,
      onBlur: () => {
        if (regionRef.current !== null) delete regionRef.current.dataset.focus;
      },
      // Keys belong to the canvas after a click on it, whatever was clicked there.
      onPointerDown: (event: PointerEvent) => {
        const isControl =
          event.target instanceof Element && event.target.closest('button, input, textarea') !== null;
        if (isControl || regionRef.current === null) return;
        // No ring around the canvas for a click: it is for those who came with the keyboard.
        regionRef.current.dataset.focus = 'pointer';
        regionRef.current.focus({ preventScroll: true });
      },
    }),
    [regionRef],
  );
}
