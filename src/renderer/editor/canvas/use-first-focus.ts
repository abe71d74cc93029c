import { type RefObject, useEffect } from 'react';
import { nodesOf } from '../../store/document/network';
import type { CanvasModel } from './use-canvas-model';

/** Frames after which menus and dialogs have given the focus back themselves. */
const FRAMES = 4;
const IN_USE = 'input, textarea, [role="dialog"], [role="alertdialog"], [role="listbox"]';

/**
 * A new network opens with the keyboard on the canvas: its first key is for a layer, as the empty canvas says. Whoever types elsewhere meanwhile
 * continues there.
 */
export function useFirstFocus(
  region: RefObject<HTMLElement | null>,
  { document, scope, key, generation }: CanvasModel,
) {
  const isEmpty = nodesOf(document, scope).length === 0;
  // Before anything was opened, the window has an empty network too.
  const isNew = isEmpty && generation > 0;
  useEffect(() => {
    if (!isNew || key === '') return;
    let frame = 0;
    const look = (framesLeft: number) => {
      frame = requestAnimationFrame(() => {
        const canvas = region.current;
        if (framesLeft > 0) look(framesLeft - 1);
        else if (canvas !== null && window.document.activeElement?.closest(IN_USE) == null) {
          canvas.dataset.focus = 'pointer';
          canvas.focus({ preventScroll: true });
        }
      });
    };
    look(FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [isNew, key, region]);
}
