import { useEffect } from 'react';

const CONTROLS =
  'button:not(:disabled), input:not(:disabled), textarea, a[href], [tabindex="0"]:not([aria-disabled="true"])';

const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"]';
/** Where the focus may go at most: the part of the window, or the dialog, it was in. */
const BOUNDS = `[data-region], ${OVERLAYS}`;

/** Frames after which menus and dialogs have given the focus back themselves. */
const FRAMES = 3;

/**
 * Keeps the keyboard's place. A button that does something often goes away with it (Train becomes Pause), and the browser then leaves
 * the focus nowhere: whoever works by keyboard would start again at the top of the window. The focus goes to the first control of what is
 * still there of the button's surroundings. Nothing happens for those who use the mouse.
 */
export function useFocusRestored(): void {
  useEffect(() => {
    let surroundings: readonly HTMLElement[] = [];
    /** Those of what had the focus before a dialog, list or menu opened. */
    let below: readonly HTMLElement[] = [];
    let frame = 0;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      surroundings = target.matches(':focus-visible') ? surroundingsOf(target) : [];
      if (target.closest(OVERLAYS) === null) below = surroundings;
    };
    const look = (framesLeft: number) => {
      frame = requestAnimationFrame(() => {
        if (framesLeft > 0) look(framesLeft - 1);
        else if (document.activeElement === document.body) restore([...surroundings, ...below]);
      });
    };
    const observer = new MutationObserver(() => {
      const [focused] = surroundings;
      if (focused === undefined || (focused.isConnected && !focused.matches(':disabled'))) return;
      cancelAnimationFrame(frame);
      look(FRAMES);
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}

/** The element and what it is in, from the inside to the bound. */
function surroundingsOf(element: HTMLElement): HTMLElement[] {
  const bound = element.closest<HTMLElement>(BOUNDS);
  const chain: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at !== null && bound !== null; at = at.parentElement) {
    chain.push(at);
    if (at === bound) break;
  }
  return chain;
}

function restore(surroundings: readonly HTMLElement[]): void {
  for (const around of surroundings) {
    if (!around.isConnected) continue;
    const inside = around.querySelectorAll<HTMLElement>(CONTROLS);
    for (const control of around.matches(CONTROLS) ? [around, ...inside] : inside) {
      control.focus();
      if (document.activeElement === control) return;
    }
  }
}
