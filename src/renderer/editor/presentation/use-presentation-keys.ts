import { useEffect } from 'react';
import {
  endPresentation,
  presentInside,
  presentOutside,
  showLast,
  showNext,
  showStep,
} from '../../store/view/presentation';

/** The keys of a talk, as in programs for slides. */
const KEYS: Readonly<Record<string, () => void>> = {
  ArrowRight: () => showNext(1),
  ArrowDown: () => showNext(1),
  PageDown: () => showNext(1),
  ' ': () => showNext(1),
  ArrowLeft: () => showNext(-1),
  ArrowUp: () => showNext(-1),
  PageUp: () => showNext(-1),
  Home: () => showStep(0),
  End: showLast,
  Enter: presentInside,
  Backspace: presentOutside,
  Escape: endPresentation,
  F5: endPresentation,
};
/** These press a control that has the focus. */
const PRESSING: ReadonlySet<string> = new Set([' ', 'Enter']);
/** What may happen beside: zooming, and going from control to control. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['Tab', 'F11']);
const ZOOM = new Set(['+', '=', '-', '0']);

function onKey(event: KeyboardEvent): void {
  if (LEFT_ALONE.has(event.key)) return;
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  if (isCommand && ZOOM.has(event.key)) return;
  const isOnControl = event.target instanceof Element && event.target.closest('button, a, summary') !== null;
  // Nothing else reaches the canvas: a talk changes nothing.
  event.stopImmediatePropagation();
  if (isCommand) {
    event.preventDefault();
    return;
  }
  if (isOnControl && PRESSING.has(event.key)) return;
  const act = KEYS[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Takes the keyboard, the clipboard and the canvas' menu while the network is presented. */
export function usePresentationKeys(): void {
  useEffect(() => {
    const stopped = ['cut', 'paste', 'contextmenu', 'dblclick'];
    window.addEventListener('keydown', onKey, { capture: true });
    for (const name of stopped) window.addEventListener(name, stop, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      for (const name of stopped) window.removeEventListener(name, stop, { capture: true });
    };
  }, []);
}
