import type { ReactFlowInstance, ReactFlowState } from '@xyflow/react';

export interface ZoomSteps {
  /** Around the middle of what is seen. */
  readonly by: (factor: number) => void;
  readonly to: (zoom: number) => void;
  /** The view goes elsewhere: the next step begins where it is then. */
  readonly end: () => void;
}

/** Zooms in steps. One that is asked for while another one moves the view begins where that one ends, so that two are as far as they are otherwise. */
export function zoomSteps(
  flow: Pick<ReactFlowInstance, 'getZoom' | 'zoomTo'>,
  limits: () => Pick<ReactFlowState, 'minZoom' | 'maxZoom'>,
  duration: number,
): ZoomSteps {
  let goal: { readonly zoom: number; readonly until: number } | null = null;
  const to = (wanted: number) => {
    const { minZoom, maxZoom } = limits();
    const zoom = Math.min(maxZoom, Math.max(minZoom, wanted));
    goal = { zoom, until: performance.now() + duration };
    void flow.zoomTo(zoom, { duration });
  };
  return {
    by: (factor) => {
      const isMoving = goal !== null && performance.now() < goal.until;
      to((isMoving && goal !== null ? goal.zoom : flow.getZoom()) * factor);
    },
    to,
    end: () => {
      goal = null;
    },
  };
}
