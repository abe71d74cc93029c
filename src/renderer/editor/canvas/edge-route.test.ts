import { describe, expect, it } from 'vitest';
import { labelPlace, roundedPath, routeCorners } from './edge-route';
import { createObstacles, NO_OBSTACLES, type Obstacle } from './obstacles';

const none: ReadonlySet<string> = new Set();
const card = (id: string, x: number, y: number, width = 260, height = 50) => ({ id, x, y, width, height });

/** True when a vertical piece of the way runs through a box. */
function crosses(corners: readonly { x: number; y: number }[], boxes: readonly Obstacle[]): boolean {
  return corners.some((corner, index) => {
    const next = corners[index + 1];
    if (next === undefined || corner.x !== next.x) return false;
    const top = Math.min(corner.y, next.y);
    const bottom = Math.max(corner.y, next.y);
    return boxes.some(
      (box) => box.x < corner.x && corner.x < box.x + box.width && box.y < bottom && top < box.y + box.height,
    );
  });
}

describe('the way of a wire', () => {
  it('is straight where nothing is in between', () => {
    expect(routeCorners({ x: 100, y: 50 }, { x: 100, y: 200 }, NO_OBSTACLES, none)).toHaveLength(2);
  });

  it('goes around the nodes of the main path, as a residual shortcut must', () => {
    const cards = [card('a', -30, 100), card('b', -30, 200), card('c', -30, 300)];
    const corners = routeCorners({ x: 100, y: 50 }, { x: 100, y: 450 }, createObstacles(cards), none);
    expect(crosses(corners, cards)).toBe(false);
    expect(corners[0]).toEqual({ x: 100, y: 50 });
    expect(corners[corners.length - 1]).toEqual({ x: 100, y: 450 });
  });

  it('goes around its own ends when it has to lead upwards', () => {
    const cards = [card('source', -30, 400), card('target', -30, 100)];
    const corners = routeCorners(
      { x: 100, y: 450 },
      { x: 100, y: 100 },
      createObstacles(cards),
      new Set(['source', 'target']),
    );
    expect(crosses(corners.slice(1, -1), cards)).toBe(false);
  });

  it('has its label where no node covers it', () => {
    const obstacles = createObstacles([card('a', -200, 120, 290)]);
    const corners = [
      { x: 100, y: 0 },
      { x: 100, y: 300 },
      { x: 400, y: 300 },
      { x: 400, y: 500 },
    ];
    const place = labelPlace(corners, { width: 90, height: 17 }, obstacles);
    expect(place).toEqual({ x: 400, y: 400 });
    expect(labelPlace(corners, { width: 90, height: 17 }, NO_OBSTACLES)).toEqual({ x: 100, y: 150 });
  });

  it('has its label in a gap between the cards beside it', () => {
    const cards = [0, 1, 2, 3, 4].map((at) => card(`${at}`, 0, at * 100));
    const corners = [
      { x: 282, y: -20 },
      { x: 282, y: 470 },
    ];
    const place = labelPlace(corners, { width: 90, height: 17 }, createObstacles(cards));
    expect(place.x).toBe(282);
    for (const { y, height } of cards)
      expect(place.y + 8.5 <= y || place.y - 8.5 >= y + height, `${place.y} beside ${y}`).toBe(true);
  });

  it('finds what is in the way of a wire much longer than the network', () => {
    const far = createObstacles([card('a', -30, 10_000)]);
    const corners = routeCorners({ x: 100, y: -90_000 }, { x: 100, y: 90_000 }, far, none);
    expect(corners).toHaveLength(6);
  });

  it('is drawn with rounded corners that never overshoot', () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 4 },
      { x: 4, y: 4 },
    ]);
    expect(path).toBe('M0,0L0,2Q0,4 2,4L4,4');
  });
});
