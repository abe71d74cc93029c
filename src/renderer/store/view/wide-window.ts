import { usePreferences } from '../bridge/preferences';

/** From this width on, in pixels at the normal text size, inspector and training have room side by side. */
const WIDE = 1_600;

/** Whether a window of that width in pixels of the page has room for them. */
export function isWide(width: number, textScale: number): boolean {
  return width >= WIDE * textScale;
}

/** The same of the window as it is. */
export function isWideWindow(): boolean {
  return isWide(window.innerWidth, usePreferences.getState().settings.textScale);
}
