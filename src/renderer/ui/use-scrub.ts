import { type PointerEvent, useRef } from 'react';

export interface ScrubOptions {
  readonly value: number | null;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number;
  readonly onChange: (value: number) => void;
  /** The pointer was let go after scrubbing. */
  readonly onCommit: () => void;
  /** The pointer was let go without having moved: an ordinary click. */
  readonly onClick: () => void;
}

/** Window pixels before a press becomes scrubbing, and for one step of the value. */
const THRESHOLD = 3;
const PIXELS_PER_STEP = 4;
const FAST = 10;

interface Drag {
  readonly startX: number;
  readonly startValue: number;
  isScrubbing: boolean;
}

/** Keeps binary fractions from showing: 0.1 steps give 0.3, not 0.30000000000000004. */
function rounded(value: number, step: number): number {
  const digits = Math.min(12, Math.max(0, Math.ceil(-Math.log10(step)) + 2));
  return Number(value.toFixed(digits));
}

/** Changes a number by dragging left and right over its field; with Shift in tens. A click without a drag stays a click. */
export function useScrub(options: ScrubOptions) {
  const drag = useRef<Drag | null>(null);
  const { value, minimum, maximum, step } = options;
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const isOwnText = event.target === document.activeElement;
      // In a field that has the focus the pointer selects text.
      if (event.button !== 0 || isOwnText || value === null) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { startX: event.clientX, startValue: value, isScrubbing: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { current } = drag;
      if (current === null) return;
      const distance = event.clientX - current.startX;
      if (!current.isScrubbing && Math.abs(distance) < THRESHOLD) return;
      current.isScrubbing = true;
      const steps = Math.trunc(distance / PIXELS_PER_STEP) * (event.shiftKey ? FAST : 1);
      const wanted = rounded(current.startValue + steps * step, step);
      options.onChange(Math.min(maximum ?? wanted, Math.max(minimum ?? wanted, wanted)));
    },
    onPointerUp: () => {
      const { current } = drag;
      drag.current = null;
      if (current === null) return;
      if (current.isScrubbing) options.onCommit();
      else options.onClick();
    },
    onPointerCancel: () => {
      if (drag.current?.isScrubbing === true) options.onCommit();
      drag.current = null;
    },
  };
}
