import { describe, expect, it } from 'vitest';
import { createObstacles, type Obstacle } from './obstacles';

/** Cards in columns, as in a large network. */
const COLUMNS = 60;
const ROWS = 60;
const boxes: Obstacle[] = Array.from({ length: COLUMNS * ROWS }, (_, at) => ({
  ...{ id: `card${at}`, width: 260, height: 52 },
  ...{ x: Math.floor(at / ROWS) * 360 - 5_000, y: (at % ROWS) * 100 - 1_000 },
}));

const isIn = (box: Obstacle, area: { left: number; right: number; top: number; bottom: number }) =>
  box.x <= area.right &&
  area.left <= box.x + box.width &&
  box.y <= area.bottom &&
  area.top <= box.y + box.height;

describe('the boxes near a part of the canvas', () => {
  it.each([
    ['a wire along a column', { left: -4_900, right: -4_890, top: -900, bottom: 4_000 }],
    ['a wire between two cards', { left: 100, right: 111, top: 40, bottom: 80 }],
    ['a label', { left: -60, right: 30, top: 340, bottom: 357 }],
    ['far outside', { left: 1e6, right: 1e6 + 10, top: 1e6, bottom: 2e6 }],
    ['everything', { left: -1e9, right: 1e9, top: -1e9, bottom: 1e9 }],
  ])('hold every box there: %s', (_, area) => {
    const found = new Set(createObstacles(boxes).near(area));
    for (const box of boxes) if (isIn(box, area)) expect(found.has(box), box.id).toBe(true);
  });

  it('are few: a wire does not ask for the cards of other columns', () => {
    const obstacles = createObstacles(boxes);
    const along = [...obstacles.near({ left: -4_900, right: -4_890, top: -900, bottom: 4_900 })];
    expect(along.length).toBeLessThan(3 * ROWS);
    const short = [...obstacles.near({ left: 100, right: 111, top: 40, bottom: 80 })];
    expect(short.length).toBeLessThan(12);
  });
});
