import type { Size } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';
import { type FitOptions, VIEW_MARGIN, type Viewport, viewportFor } from './fit-viewport';
import {
  LEAST_NAMED_WIDTH,
  MOST_NAMES,
  NAME_LETTERS,
  type NamedBox,
  placeNames,
  textWidth,
} from './name-places';
import { zoomStep } from './zoom-step';

/** Free canvas beside the longest name, in window pixels. */
const GAP = 8;
/** Of the canvas, what names may take at its right. */
const LARGEST_SHARE = 0.3;

/**
 * The viewport that shows `bounds` with the names of its cards, which are outside of the cards in letters of the window's size (`NodeNames`).
 * `view` is the one without regard to them.
 */
export function withNames(
  view: Viewport,
  bounds: Box,
  region: Size,
  cards: readonly NamedBox[],
  options: FitOptions,
): Viewport {
  const reach = reachOfNames(view, bounds, cards, options.scale);
  const right = Math.min(reach + GAP, region.width * LARGEST_SHARE);
  return right <= VIEW_MARGIN.right ? view : viewportFor(bounds, region, { ...options, right });
}

/** How far names reach past the right end of `bounds`, in window pixels. */
function reachOfNames({ zoom }: Viewport, bounds: Box, cards: readonly NamedBox[], scale: number): number {
  const size = (NAME_LETTERS * scale) / zoomStep(zoom);
  const places = placeNames(
    cards.filter(({ width }) => width >= size * LEAST_NAMED_WIDTH),
    size,
  );
  // As many as this are not shown.
  if (places.length > MOST_NAMES) return 0;
  const end = Math.max(0, ...places.map(({ x, name }) => x + textWidth(name) * size));
  return Math.max(0, end - bounds.x - bounds.width) * zoom;
}
