import type { Position } from '../../../graph-runtime/document/document';
import { type Wire, wiresOf } from '../../store/document/network';
import { currentEditContext } from '../../store/view/edit-context';

/** The wire below a point of the window, found in the page itself: what is drawn there is what the user means. */
export function wireAt(point: Position): Wire | null {
  const key = document
    .elementsFromPoint(point.x, point.y)
    .map((element) => element.closest('.react-flow__edge')?.getAttribute('data-id') ?? null)
    .find((id) => id !== null);
  if (key === undefined || key === null) return null;
  const context = currentEditContext();
  return wiresOf(context.document, context.scope).find((wire) => wire.key === key) ?? null;
}

/** The node or note below a point of the window. A frame is none: what lies in it, wires too, is on the canvas as elsewhere. */
export function nodeAt(point: Position): string | null {
  return keyAt(point, (node) => !isFrame(node));
}

/** The frame below a point of the window. */
export function frameAt(point: Position): string | null {
  return keyAt(point, isFrame);
}

function isFrame(node: Element): boolean {
  return node.querySelector(':scope > [data-kind="frame"]') !== null;
}

function keyAt(point: Position, isMeant: (node: Element) => boolean): string | null {
  for (const element of document.elementsFromPoint(point.x, point.y)) {
    const node = element.closest('.react-flow__node');
    if (node !== null && isMeant(node)) return node.getAttribute('data-id');
  }
  return null;
}

/** Where in the window an event of mouse or finger was. */
export function pointOf(event: MouseEvent | TouchEvent): Position {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}
