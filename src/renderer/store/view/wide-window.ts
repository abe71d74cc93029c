import { usePreferences } from '../bridge/preferences';

/** From this width on, in pixels at the normal text size, inspector and training have room side by side. */
const WIDE = 1_600;

/** Whether a window of that width in pixels of the page has room for them. */
export function isWide(width: number, textScale: number): boolean {
  return width >= WIDE * textScale;
}

/** Below this height, in pixels at the normal text size, there is no room for the canvas and a view of the workbench. */
const LOW = 560;

/** Whether a window of that height in pixels of the page has no room for both. */
export function isLow(height: number, textScale: number): boolean {
  return height < LOW * textScale;
}

/** Whether the window as it is has no room for both. */
export function isLowWindow(): boolean {
  return isLow(window.innerHeight, usePreferences.getState().settings.textScale);
}

/** Whether the window as it is has room for them. */
export function isWideWindow(): boolean {
  return isWide(window.innerWidth, usePreferences.getState().settings.textScale);
}
