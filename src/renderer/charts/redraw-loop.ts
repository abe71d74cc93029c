/** Draws when asked to, but never more often than this many times a second and only between two frames of the window. */
export interface RedrawLoop {
  /** Asks for a redraw; asking again before it happens changes nothing. */
  request(): void;
  /** Nothing is drawn any more. */
  end(): void;
}

/** What the loop needs of the window, so that its timing can be tried without one. */
export interface FrameClock {
  requestFrame(callback: (milliseconds: number) => void): number;
  cancelFrame(handle: number): void;
}

/**
 * Points come in faster than eyes can follow; drawing all of them would take the processor from the training. A hidden window
 * gets no frames, so nothing is drawn there.
 */
export function createRedrawLoop(draw: () => void, framesPerSecond: number, clock: FrameClock): RedrawLoop {
  // A frame may come a little early; without the slack every second one would be missed at 60 Hz.
  const interval = 1_000 / framesPerSecond - 2;
  let lastDrawn = Number.NEGATIVE_INFINITY;
  let handle: number | null = null;
  let isEnded = false;

  const onFrame = (milliseconds: number): void => {
    handle = null;
    if (milliseconds - lastDrawn < interval) {
      handle = clock.requestFrame(onFrame);
      return;
    }
    lastDrawn = milliseconds;
    draw();
  };

  return {
    request: () => {
      if (!isEnded && handle === null) handle = clock.requestFrame(onFrame);
    },
    end: () => {
      isEnded = true;
      if (handle !== null) clock.cancelFrame(handle);
      handle = null;
    },
  };
}
