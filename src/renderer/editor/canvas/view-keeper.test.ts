import { describe, expect, it } from 'vitest';
import { createViewKeeper } from './use-canvas-size';

const box = { x: 0, y: 0, width: 252, height: 1_400 };
const wide = { region: { width: 680, height: 400 }, scale: 1 };
const narrow = { region: { width: 300, height: 250 }, scale: 1.5 };
const scrolled = { x: 200, y: -500, zoom: 1 };

describe('a canvas whose text or window changes its size', () => {
  it('shows in its middle what was in the middle before', () => {
    const large = { ...box, x: -2_000, width: 4_000 };
    const after = createViewKeeper()(scrolled, { before: wide, now: narrow, box: large });
    const middle = (view: typeof scrolled, { region: { width, height } }: typeof wide) => [
      (width / 2 - view.x) / view.zoom,
      (height / 2 - view.y) / view.zoom,
    ];
    expect(middle(after, narrow)).toEqual(middle(scrolled, wide));
  });

  it('keeps the width of a chain in view as the text grows, and gives all of it back', () => {
    const keep = createViewKeeper();
    const grown = keep(scrolled, { before: wide, now: narrow, box });
    expect(grown.zoom).toBeCloseTo((300 - 80) / 252);
    expect(grown.x).toBeCloseTo(40);
    expect(keep(grown, { before: narrow, now: wide, box })).toEqual(scrolled);
  });

  it('moves nothing for good, however often and in whichever order they change', () => {
    const keep = createViewKeeper();
    const sizes = [wide, { ...wide, scale: 1.5 }, { ...narrow, scale: 1.5 }, { ...narrow, scale: 1 }, wide];
    let view = scrolled;
    for (let times = 0; times < 20; times += 1) {
      for (const [at, now] of sizes.entries()) {
        const before = sizes[at - 1];
        if (before !== undefined) view = keep(view, { before, now, box });
        expect(view.x).toBeGreaterThanOrEqual(0);
        expect(view.x + box.width * view.zoom).toBeLessThanOrEqual(now.region.width);
      }
      expect(view).toEqual(scrolled);
    }
  });

  it('forgets what it kept for later when someone zooms', () => {
    const keep = createViewKeeper();
    const grown = keep(scrolled, { before: wide, now: narrow, box });
    const zoomed = { ...grown, zoom: 0.6 };
    expect(keep(zoomed, { before: narrow, now: wide, box }).zoom).toBeCloseTo(0.4);
  });
});
