import { z } from 'zod';

/** Where a window is, in the screen's units. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MINIMUM_SIZE = { width: 960, height: 600 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

export const windowPlaceSchema = z.object({
  bounds: z.object({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** So much of a window must be on some display for a person to get hold of its title bar. */
const VISIBLE_WIDTH = 120;
const VISIBLE_HEIGHT = 40;

/**
 * Size and, if it still makes sense, place of a window that was at `saved` when the app was last closed. Displays come and
 * go: a place whose title bar would be out of reach now is forgotten, and the size never exceeds the display.
 */
export function restoreBounds(
  saved: Bounds | null,
  workAreas: readonly Bounds[],
): Partial<Bounds> & Pick<Bounds, 'width' | 'height'> {
  const main = workAreas[0];
  if (main === undefined) return DEFAULT_SIZE;
  if (saved === null) return fitSize(DEFAULT_SIZE, main);
  const home = workAreas.find((area) => isReachable(saved, area));
  if (home === undefined) return fitSize(saved, main);
  return { x: saved.x, y: saved.y, ...fitSize(saved, home) };
}

function fitSize(wanted: Pick<Bounds, 'width' | 'height'>, area: Bounds): Pick<Bounds, 'width' | 'height'> {
  return {
    width: Math.max(MINIMUM_SIZE.width, Math.min(wanted.width, area.width)),
    height: Math.max(MINIMUM_SIZE.height, Math.min(wanted.height, area.height)),
  };
}

/** Whether the title bar (the window's upper edge) can be grasped inside `area`. */
function isReachable(window: Bounds, area: Bounds): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isRowInside = window.y >= area.y && window.y + VISIBLE_HEIGHT <= area.y + area.height;
  return width >= VISIBLE_WIDTH && isRowInside;
}
