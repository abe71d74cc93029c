import type { Flow } from '../../../graph-runtime/document/document';
import type { Size } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';

/** Arithmetic of the viewport: what part of the canvas is seen, and how large. */

/** Free canvas around what is fitted into view, in window pixels. */
export const VIEW_MARGIN = { top: 28, right: 40, bottom: 28, left: 40 } as const;
/** More of it at the top inside a block, where the way back is. */
export const BREADCRUMB_MARGIN = 68;
/** Smaller than this, at the normal text size, nothing can be read: then the beginning is shown, not everything. */
export const READABLE_ZOOM = 0.55;

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface FitOptions {
  /** Everything must be in view, however small. */
  readonly isWhole: boolean;
  readonly largestZoom: number;
  /** Free space at the top. */
  readonly top: number;
  /** Free space at the bottom, where it is more than the margin. */
  readonly bottom?: number;
  /** Free space at the right, where it is more than the margin. */
  readonly right?: number;
  /** The zoom at which text has its normal size. */
  readonly scale: number;
  /** The card where reading begins: in the middle where not all is in view, as far as nothing is left empty for it. By default the corner. */
  readonly start?: Box | undefined;
}

/** The box around boxes; null for none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** The viewport that shows `bounds`: all of it, or its beginning where that would be too small to read. */
export function viewportFor(
  bounds: Box,
  region: { readonly width: number; readonly height: number },
  options: FitOptions,
): Viewport {
  const { bottom = VIEW_MARGIN.bottom, right = VIEW_MARGIN.right } = options;
  const width = Math.max(1, region.width - VIEW_MARGIN.left - right);
  const height = Math.max(1, region.height - options.top - bottom);
  const readable = READABLE_ZOOM * options.scale;
  const fitting = Math.min(width / bounds.width, height / bounds.height, options.largestZoom);
  const isCut = !options.isWhole && fitting < readable;
  const zoom = isCut ? Math.min(readable * 1.3, Math.max(readable, width / bounds.width)) : fitting;
  const centered = (extent: number, start: number, free: number, margin: number) =>
    margin + (free - extent * zoom) / 2 - start * zoom;
  const begun = (extent: number, start: number, free: number, margin: number, middle: number) =>
    margin + Math.min(0, Math.max(free - extent * zoom, free / 2 - (middle - start) * zoom)) - start * zoom;
  const isWide = isCut && bounds.width * zoom > width;
  const isHigh = isCut && bounds.height * zoom > height;
  const { start = { x: bounds.x, y: bounds.y, width: 0, height: 0 } } = options;
  return {
    x: isWide
      ? begun(bounds.width, bounds.x, width, VIEW_MARGIN.left, start.x + start.width / 2)
      : centered(bounds.width, bounds.x, width, VIEW_MARGIN.left),
    y: isHigh
      ? begun(bounds.height, bounds.y, height, options.top, start.y + start.height / 2)
      : centered(bounds.height, bounds.y, height, options.top),
    zoom,
  };
}

/** The zoom buttons at the bottom left, in pixels at the normal text size. */
const CONTROLS = { width: 110, height: 52 } as const;

/** The view that `viewOf` finds, with no card of `bounds` below the zoom buttons. */
export function besideControls(
  bounds: Box,
  region: Size,
  options: FitOptions,
  viewOf: (options: FitOptions) => Viewport,
): Viewport {
  const view = viewOf(options);
  const left = bounds.x * view.zoom + view.x;
  const bottom = (bounds.y + bounds.height) * view.zoom + view.y;
  const isBelow =
    left < CONTROLS.width * options.scale && bottom > region.height - CONTROLS.height * options.scale;
  return isBelow ? viewOf({ ...options, bottom: CONTROLS.height * options.scale }) : view;
}

/** Whether all of `bounds` can be seen. */
export function isInView(
  bounds: Box,
  region: { readonly width: number; readonly height: number },
  { x, y, zoom }: Viewport,
): boolean {
  const left = bounds.x * zoom + x;
  const top = bounds.y * zoom + y;
  return (
    left >= 0 &&
    top >= 0 &&
    left + bounds.width * zoom <= region.width &&
    top + bounds.height * zoom <= region.height
  );
}

/**
 * The smallest shift that brings `bounds` into view at the zoom there is. What is more than a window away comes to the middle: nothing
 * that is seen now stays in sight anyway, and at the edge the overview map would hide it.
 */
export function shiftIntoView(
  bounds: Box,
  region: { readonly width: number; readonly height: number },
  viewport: Viewport,
  top: number,
): Viewport {
  const { x, y, zoom } = viewport;
  if (isFarAway(bounds, region, viewport)) {
    return viewportFor(bounds, region, { isWhole: true, largestZoom: zoom, top, scale: zoom });
  }
  const shift = (
    start: number,
    extent: number,
    offset: number,
    free: number,
    before: number,
    after: number,
  ) => {
    const from = start * zoom + offset;
    const to = from + extent * zoom;
    if (from < before) return before - from;
    return to > free - after ? Math.max(before - from, free - after - to) : 0;
  };
  return {
    x: x + shift(bounds.x, bounds.width, x, region.width, VIEW_MARGIN.left, VIEW_MARGIN.right),
    y: y + shift(bounds.y, bounds.height, y, region.height, top, VIEW_MARGIN.bottom),
    zoom,
  };
}

/** Room for two more cards, in canvas units. */
const AHEAD = { down: 180, right: 560 } as const;

/** The box with room behind it for what is added next, as far as the canvas has that much: a chain does not grow along its edge. */
export function withRoomAhead(bounds: Box, region: Size, zoom: number, flow: Flow): Box {
  const extent = flow === 'down' ? 'height' : 'width';
  const most = region[extent] / 2 / zoom;
  return { ...bounds, [extent]: Math.max(bounds[extent], Math.min(bounds[extent] + AHEAD[flow], most)) };
}

/** Of the canvas, what a network that is larger fills at least after the window or the text has another size. */
const LEAST_SHARE = 0.5;

/**
 * The smallest shift after which a canvas of another size still shows the network: all of its width, or height, where that was in view before (as
 * far as it fits), else as much of it as before, or enough to fill half of the canvas.
 */
export function keepInSight(
  bounds: Box,
  now: { readonly region: Size; readonly viewport: Viewport },
  before: { readonly region: Size; readonly viewport: Viewport },
): Viewport {
  const { x, y, zoom } = now.viewport;
  const shift = (start: 'x' | 'y', extent: 'width' | 'height', from: number, to: number) => {
    const length = bounds[extent] * zoom;
    const place = bounds[start] * zoom + now.viewport[start];
    const free = now.region[extent] - from - to;
    const placeBefore = bounds[start] * before.viewport.zoom + before.viewport[start];
    const endBefore = placeBefore + bounds[extent] * before.viewport.zoom;
    const seen = Math.min(endBefore, before.region[extent]) - Math.max(placeBefore, 0);
    if (seen <= 0) return 0;
    const wasWhole = placeBefore >= 0 && endBefore <= before.region[extent];
    const grown = (seen * zoom) / before.viewport.zoom;
    const least = wasWhole ? Math.min(length, free) : Math.min(grown, LEAST_SHARE * free);
    const first = from + least - length;
    const last = now.region[extent] - to - least;
    return Math.min(Math.max(place, first), last) - place;
  };
  return {
    x: x + shift('x', 'width', VIEW_MARGIN.left, VIEW_MARGIN.right),
    y: y + shift('y', 'height', VIEW_MARGIN.top, VIEW_MARGIN.bottom),
    zoom,
  };
}

/** Whether `bounds` begin or end more than the size of the window outside of it. */
function isFarAway(
  bounds: Box,
  { width, height }: { readonly width: number; readonly height: number },
  { x, y, zoom }: Viewport,
): boolean {
  const left = bounds.x * zoom + x;
  const top = bounds.y * zoom + y;
  const right = left + bounds.width * zoom;
  const bottom = top + bounds.height * zoom;
  return left > 2 * width || top > 2 * height || right < -width || bottom < -height;
}
