import { describe, expect, it } from 'vitest';
import { snapBox } from './snap';

const box = (x: number, y: number, width = 100, height = 40) => ({ x, y, width, height });

describe('snapping', () => {
  it('centers cards of different widths on one another', () => {
    const snap = snapBox(box(53, 200, 60), [box(30, 0)], 6);
    expect(snap.dx).toBe(-3);
    expect(snap.dy).toBe(0);
    expect(snap.guides).toEqual([{ axis: 'vertical', at: 80, from: 0, to: 240 }]);
  });

  it('aligns edges, and both axes at once', () => {
    const snap = snapBox(box(204, 3), [box(0, 0), box(200, 300)], 6);
    expect([snap.dx, snap.dy]).toEqual([-4, -3]);
    expect(snap.guides.map((guide) => guide.axis)).toEqual(['vertical', 'horizontal']);
  });

  it('leaves alone what is far from everything', () => {
    expect(snapBox(box(500, 500), [box(0, 0)], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
    expect(snapBox(box(0, 0), [], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
  });
});
