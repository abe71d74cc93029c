import { describe, expect, it } from 'vitest';
import { withNames } from './fit-names';
import { boundsOf, VIEW_MARGIN, type Viewport, viewportFor } from './fit-viewport';
import { NAME_LETTERS, type NamedBox, placeNames, textWidth } from './name-places';
import { zoomStep } from './zoom-step';

const REGION = { width: 900, height: 700 };

/** Columns of cards close below one another, so that their names are at their right. */
function columns(count: number, name: string): NamedBox[] {
  return Array.from({ length: count * 40 }, (_, at) => ({
    ...{ id: `n${at}`, name, width: 260, height: 52 },
    ...{ x: Math.floor(at / 40) * 900, y: (at % 40) * 80 },
  }));
}

/** Where the last letter of the names is, in window pixels. */
function endOfNames(cards: readonly NamedBox[], { x, zoom }: Viewport, scale: number): number {
  const size = (NAME_LETTERS * scale) / zoomStep(zoom);
  const places = placeNames(cards, size);
  expect(places.length).toBeGreaterThan(0);
  return Math.max(...places.map((place) => (place.x + textWidth(place.name) * size) * zoom + x));
}

describe('fitting a network with the names of its cards', () => {
  it.each([1, 1.5, 2])('cuts no name at the edge of the canvas, at a text size of %d', (scale) => {
    const cards = columns(5, 'Depthwise separable');
    const bounds = boundsOf(cards);
    if (bounds === null) throw new Error('There are cards.');
    const options = { isWhole: true, largestZoom: 1, top: VIEW_MARGIN.top, scale };
    const before = viewportFor(bounds, REGION, options);
    expect(endOfNames(cards, before, scale)).toBeGreaterThan(REGION.width);
    const after = withNames(before, bounds, REGION, cards, options);
    expect(endOfNames(cards, after, scale)).toBeLessThanOrEqual(REGION.width);
    expect(after.zoom).toBeGreaterThan(before.zoom * 0.6);
  });

  it('leaves the view unchanged where names have room', () => {
    const cards = columns(5, 'Add');
    const bounds = boundsOf(cards);
    if (bounds === null) throw new Error('There are cards.');
    const options = { isWhole: true, largestZoom: 1, top: VIEW_MARGIN.top, scale: 1 };
    const before = viewportFor(bounds, { width: 4_000, height: 700 }, options);
    expect(withNames(before, bounds, { width: 4_000, height: 700 }, cards, options)).toBe(before);
  });
});
