import { flushSync } from 'react-dom';
import type { FrameClock } from './redraw-loop';

const waiting = new Map<number, (milliseconds: number) => void>();
let lastHandle = 0;

function run(milliseconds: number): void {
  const callbacks = [...waiting.values()];
  waiting.clear();
  // What they report to React is shown in this very frame, all at once: later it would take its own frame.
  flushSync(() => {
    for (const callback of callbacks) callback(milliseconds);
  });
}

/** The window's frames, shared by all charts: those that draw in one frame have React put their figures on the page in one go, too. */
export const sharedFrame: FrameClock = {
  requestFrame: (callback) => {
    lastHandle += 1;
    waiting.set(lastHandle, callback);
    // The others have asked already.
    if (waiting.size === 1) window.requestAnimationFrame(run);
    return lastHandle;
  },
  cancelFrame: (handle) => waiting.delete(handle),
};
