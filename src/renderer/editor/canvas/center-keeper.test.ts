import { describe, expect, it } from 'vitest';
import { createCenterKeeper } from './use-canvas-size';

const box = { x: 0, y: 0, width: 252, height: 1_400 };
const wide = { width: 680, height: 400 };
const narrow = { width: 300, height: 250 };
const scrolled = { x: 200, y: -500, zoom: 1 };

describe('a canvas whose text changes its size', () => {
  it('shows in its middle what was in the middle before', () => {
    const after = createCenterKeeper()(scrolled, { before: wide, size: narrow, growth: 1.5, box: null });
    const middle = (view: typeof scrolled, { width, height }: typeof wide) => [
      (width / 2 - view.x) / view.zoom,
      (height / 2 - view.y) / view.zoom,
    ];
    expect(middle(after, narrow)).toEqual(middle(scrolled, wide));
  });

  it('keeps the width of a chain in view as the text grows, and gives all of it back', () => {
    const keep = createCenterKeeper();
    const grown = keep(scrolled, { before: wide, size: narrow, growth: 1.5, box });
    expect(grown.zoom).toBeCloseTo((300 - 80) / 252);
    const back = keep(grown, { before: narrow, size: wide, growth: 1 / 1.5, box });
    for (const key of ['x', 'y', 'zoom'] as const) expect(back[key]).toBeCloseTo(scrolled[key]);
  });

  it('forgets what it kept for later when someone zooms', () => {
    const keep = createCenterKeeper();
    const grown = keep(scrolled, { before: wide, size: narrow, growth: 1.5, box });
    const zoomed = { ...grown, zoom: 0.6 };
    expect(keep(zoomed, { before: narrow, size: wide, growth: 1 / 1.5, box }).zoom).toBeCloseTo(0.4);
  });
});
