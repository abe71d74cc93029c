import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, MINIMUM_SIZE, restoreBounds } from './window-bounds';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };

describe('restoreBounds', () => {
  it('starts at the default size, in the middle (no place given)', () => {
    expect(restoreBounds(null, [screen])).toEqual(DEFAULT_SIZE);
    expect(restoreBounds(null, [])).toEqual(DEFAULT_SIZE);
  });

  it('comes back where it was, on any display', () => {
    const saved = { x: -1200, y: 40, width: 1100, height: 700 };
    expect(restoreBounds(saved, [screen, left])).toEqual(saved);
  });

  it('forgets a place on a display that is gone, but not the size', () => {
    const saved = { x: -1200, y: 40, width: 1100, height: 700 };
    expect(restoreBounds(saved, [screen])).toEqual({ width: 1100, height: 700 });
  });

  it('forgets a place whose title bar is out of reach', () => {
    expect(restoreBounds({ x: 100, y: -300, width: 1100, height: 700 }, [screen])).not.toHaveProperty('x');
    expect(restoreBounds({ x: 1900, y: 100, width: 1100, height: 700 }, [screen])).not.toHaveProperty('x');
  });

  it('never gives a window smaller than the smallest, whatever was saved', () => {
    const size = fc.integer({ min: -5_000, max: 50_000 });
    const place = fc.record({ x: size, y: size, width: size, height: size });
    fc.assert(
      fc.property(place, fc.array(place), (saved, areas) => {
        const bounds = restoreBounds(saved, areas);
        expect(bounds.width).toBeGreaterThanOrEqual(MINIMUM_SIZE.width);
        expect(bounds.height).toBeGreaterThanOrEqual(MINIMUM_SIZE.height);
      }),
    );
  });
});
