import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  keepInSight,
  READABLE_ZOOM,
  shiftIntoView,
  VIEW_MARGIN,
  viewportFor,
  withRoomAhead,
} from './fit-viewport';

const region = { width: 800, height: 600 };
const whole = { isWhole: true, largestZoom: 1, top: VIEW_MARGIN.top, scale: 1 };

describe('the viewport', () => {
  it('shows everything, centered, and no larger than asked for', () => {
    const viewport = viewportFor({ x: 100, y: 50, width: 200, height: 100 }, region, whole);
    expect(viewport.zoom).toBe(1);
    expect(viewport.x + 200).toBe(400);
  });

  it('keeps the margins when it has to shrink', () => {
    const viewport = viewportFor({ x: 0, y: 0, width: 100, height: 2_000 }, region, whole);
    expect(viewport.y).toBeCloseTo(VIEW_MARGIN.top);
    expect(viewport.y + 2_000 * viewport.zoom).toBeCloseTo(600 - VIEW_MARGIN.bottom);
  });

  it('shows the beginning where everything would be too small to read', () => {
    const viewport = viewportFor({ x: 0, y: -40, width: 240, height: 9_000 }, region, {
      ...whole,
      isWhole: false,
    });
    expect(viewport.zoom).toBeGreaterThanOrEqual(READABLE_ZOOM);
    expect(viewport.y + -40 * viewport.zoom).toBeCloseTo(VIEW_MARGIN.top);
  });

  it.each([0, 700, 1_500, 2_900, 3_760])(
    'has the card where reading begins in sight, at %i of a wide network',
    (x) => {
      const bounds = { x: 0, y: 0, width: 4_000, height: 9_000 };
      const start = { x, y: 0, width: 240, height: 50 };
      const viewport = viewportFor(bounds, region, { ...whole, isWhole: false, start });
      expect(viewport.zoom).toBeGreaterThanOrEqual(READABLE_ZOOM);
      expect(start.x * viewport.zoom + viewport.x).toBeGreaterThanOrEqual(VIEW_MARGIN.left);
      expect((start.x + start.width) * viewport.zoom + viewport.x).toBeLessThanOrEqual(
        800 - VIEW_MARGIN.right,
      );
      // Nothing is left empty beside the network for it.
      expect(viewport.x).toBeLessThanOrEqual(VIEW_MARGIN.left);
      expect(4_000 * viewport.zoom + viewport.x).toBeGreaterThanOrEqual(800 - VIEW_MARGIN.right - 1e-6);
      expect(viewport.y).toBe(VIEW_MARGIN.top);
    },
  );

  it('moves only as far as needed', () => {
    const here = { x: 0, y: 0, zoom: 1 };
    const inView = { x: 100, y: 100, width: 240, height: 50 };
    expect(shiftIntoView(inView, region, here, VIEW_MARGIN.top)).toEqual(here);
    const below = { x: 100, y: 700, width: 240, height: 50 };
    const moved = shiftIntoView(below, region, here, VIEW_MARGIN.top);
    expect(moved.y).toBe(600 - VIEW_MARGIN.bottom - 750);
    expect(moved.x).toBe(0);
  });

  it.each([
    ['right', { x: 9_000, y: 100 }],
    ['left', { x: -9_000, y: 100 }],
    ['below', { x: 100, y: 9_000 }],
  ])('brings what is far away to the middle: %s', (_side, place) => {
    const far = { ...place, width: 240, height: 50 };
    const { x, y, zoom } = shiftIntoView(far, region, { x: 0, y: 0, zoom: 0.5 }, VIEW_MARGIN.top);
    expect(zoom).toBe(0.5);
    expect((far.x + far.width / 2) * zoom + x).toBeCloseTo(400);
    expect((far.y + far.height / 2) * zoom + y).toBeCloseTo(300);
  });

  it('has no bounds for nothing', () => {
    expect(boundsOf([])).toBeNull();
  });
});

describe('a canvas of another size', () => {
  const chain = { x: 0, y: 0, width: 252, height: 1_400 };
  const small = { width: 460, height: 300 };

  it('keeps the width of a chain in view, and shows no less of its height than before', () => {
    const before = { region, viewport: { x: 500, y: -500, zoom: 1 } };
    const kept = keepInSight(chain, { region: small, viewport: before.viewport }, before);
    expect(kept).toEqual({ x: small.width - VIEW_MARGIN.right - 252, y: -500, zoom: 1 });
    const above = { region, viewport: { x: 500, y: -1_100, zoom: 1 } };
    const shown = keepInSight(chain, { region: small, viewport: { x: 500, y: -1_380, zoom: 1 } }, above);
    expect(1_400 + shown.y - VIEW_MARGIN.top).toBeCloseTo((small.height - 56) / 2);
  });

  it('leaves what somebody has moved out of sight, or to an edge', () => {
    for (const x of [790, 2_000]) {
      const viewport = { x, y: 0, zoom: 1 };
      expect(keepInSight(chain, { region, viewport }, { region, viewport }).x).toBeCloseTo(
        x === 790 ? 800 - VIEW_MARGIN.right - 10 : x,
      );
    }
  });
});

describe('room ahead of a node that was added', () => {
  const card = { x: 0, y: 2_000, width: 260, height: 52 };
  const added = (zoom: number, area: { width: number; height: number }) => {
    const box = withRoomAhead(card, area, zoom, 'down');
    const view = shiftIntoView(box, area, { x: 0, y: 0, zoom }, VIEW_MARGIN.top);
    return { top: card.y * view.zoom + view.y, bottom: (card.y + card.height) * view.zoom + view.y };
  };

  it('is that of two more cards', () => {
    const { bottom } = added(0.6, { width: 800, height: 1_400 });
    expect(1_400 - VIEW_MARGIN.bottom - bottom).toBeGreaterThan(2 * 0.6 * 80);
  });

  it('never pushes the node out of a canvas that has no room for it', () => {
    for (const height of [120, 200, 400]) {
      const { top, bottom } = added(1.4, { width: 800, height });
      expect(top).toBeGreaterThan(0);
      expect(bottom).toBeLessThanOrEqual(height);
    }
  });

  it('lies to the right where the network runs to the right', () => {
    const { width, height } = withRoomAhead(card, { width: 1_800, height: 900 }, 1, 'right');
    expect([width > 500, height]).toEqual([true, 52]);
  });
});
