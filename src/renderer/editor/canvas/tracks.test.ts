import { describe, expect, it } from 'vitest';
import { routeCorners } from './edge-route';
import { tracksOf, type PlacedWire } from './tracks';
import { createObstacles, type Obstacle } from './obstacles';

/** A chain of cards, as somebody draws it, and skip connections beside it. */
const CARDS = 20;
const PITCH = 100;
const cards: readonly Obstacle[] = Array.from({ length: CARDS }, (_, at) => ({
  ...{ id: `${at}`, x: 0, y: at * PITCH, width: 260, height: 52 },
}));
const wire = (from: number, to: number): PlacedWire => ({
  ...{ key: `${from}>${to}`, from: `${from}`, to: `${to}` },
  source: { x: 130, y: from * PITCH + 52 },
  target: { x: 130, y: to * PITCH },
});

type Piece = readonly [x: number, top: number, bottom: number];

/** The pieces of a wire along the flow, beside the cards. */
function piecesOf(
  { key, from, to, source, target }: PlacedWire,
  tracks: ReadonlyMap<string, number>,
): Piece[] {
  const obstacles = createObstacles(cards);
  const corners = routeCorners(source, target, obstacles, new Set([from, to]), tracks.get(key));
  return corners.flatMap((corner, at): Piece[] => {
    const next = corners[at + 1];
    if (next === undefined || next.x !== corner.x || corner.x === source.x) return [];
    return [[corner.x, Math.min(corner.y, next.y), Math.max(corner.y, next.y)]];
  });
}

const isOnOneLine = ([x, top, bottom]: Piece, [otherX, otherTop, otherBottom]: Piece) =>
  x === otherX && top < otherBottom && otherTop < bottom;

describe('wires beside the same cards', () => {
  it.each([
    ['the skip connections of a U-Net', [wire(0, 12), wire(2, 10), wire(4, 8)]],
    ['connections that overlap', [wire(0, 4), wire(2, 6), wire(4, 8), wire(6, 10)]],
    ['all to all, as in a dense block', [0, 2, 4, 6].flatMap((from) => [8, 12].map((to) => wire(from, to)))],
  ])('are on lines of their own: %s', (_, wires) => {
    const tracks = tracksOf(wires, createObstacles(cards));
    for (const one of wires)
      for (const other of wires) {
        if (one.from === other.from) continue;
        for (const piece of piecesOf(one, tracks))
          for (const beside of piecesOf(other, tracks))
            expect(isOnOneLine(piece, beside), `${one.key} and ${other.key}`).toBe(false);
      }
  });

  it('have the short ones next to the cards, and the first line where there is nothing else', () => {
    const wires = [wire(0, 12), wire(2, 10), wire(14, 16)];
    expect(tracksOf(wires, createObstacles(cards))).toEqual(new Map([['0>12', 1]]));
  });

  it('share a line where they bring the same', () => {
    expect(tracksOf([wire(0, 12), wire(0, 8)], createObstacles(cards)).size).toBe(0);
  });
});
