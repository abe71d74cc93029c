import { useStore } from '@xyflow/react';
import { usePreferences } from '../../store/bridge/preferences';

/** Steps in each doubling of the zoom. */
const STEPS = 4;

/** A zoom in steps, rounded up: what is drawn for a step is never larger on screen than it is meant to be, and at least 84% of it. */
export function zoomStep(zoom: number): number {
  return 2 ** (Math.ceil(Math.log2(zoom) * STEPS) / STEPS);
}

/**
 * How many canvas units are one pixel of the window at the normal text size, in steps: what keeps its size on screen is drawn again now and then
 * instead of at every turn of the wheel.
 */
export function useScreenUnit(): number {
  const scale = usePreferences(({ settings }) => settings.textScale);
  return useStore(({ transform: [, , zoom] }) => scale / zoomStep(zoom));
}
