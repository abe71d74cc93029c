import { appendTo } from '../../../graph-runtime/collections/group-by';
import type { Position } from '../../../graph-runtime/document/document';
import type { Box } from '../../store/edits/placing';
import { createObstacles, type Obstacles } from './obstacles';

/** A card whose name is shown outside of it. */
export interface NamedBox extends Box {
  readonly id: string;
  readonly name: string;
}

/** Where a name is: the left end of its base line. */
export interface NamePlace extends Position {
  readonly id: string;
  readonly name: string;
}

/** The size of the letters in pixels of the window, at the normal text size. */
export const NAME_LETTERS = 12;
/** Cards narrower than this on screen, in letters, are too many for names. */
export const LEAST_NAMED_WIDTH = 1.5;
/** More names than this are a carpet; and each is an element of the page. */
export const MOST_NAMES = 300;

/** Shares of the letters' size: the height of a line, a free space, and the width of a letter in Latin and in Chinese writing. */
const LINE = 1.25;
const GAP = 0.35;
const LETTER = 0.62;
const WIDE_LETTER = 1.02;
const BASE_LINE = 0.27;

/** About as wide as the text is drawn, in letters of size 1. */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += sign.charCodeAt(0) > 0x2e7f ? WIDE_LETTER : LETTER;
  return width;
}

/**
 * Places for names in letters of `size` outside of their cards: above the card, else at its right, else nowhere. No name lies on a card or
 * on another name.
 */
export function placeNames(boxes: readonly NamedBox[], size: number): NamePlace[] {
  const cards = createObstacles(boxes);
  const taken = createGrid(size * 12);
  const places: NamePlace[] = [];
  for (const { id, name, x, y, width, height } of boxes) {
    const extent = { width: textWidth(name) * size, height: size * LINE };
    const choices = [
      { x, y: y - extent.height - size * 0.1 },
      { x: x + width + size * GAP, y: y + (height - extent.height) / 2 },
    ];
    const free = choices.find((place) => {
      const box = { ...place, ...extent };
      return !isOnCard(box, cards) && taken.isFree(box);
    });
    if (free === undefined) continue;
    taken.add({ ...free, ...extent });
    places.push({ id, name, x: free.x, y: free.y + extent.height - size * BASE_LINE });
  }
  return places;
}

function isOnCard(box: Box, cards: Obstacles): boolean {
  const area = { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
  for (const card of cards.near(area)) if (isCrossing(box, card)) return true;
  return false;
}

function isCrossing(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Boxes found by squares, so that thousands need not be compared with one another. */
function createGrid(square: number) {
  const cells = new Map<string, Box[]>();
  const cellsOf = ({ x, y, width, height }: Box): string[] => {
    const keys: string[] = [];
    for (let column = Math.floor(x / square); column <= Math.floor((x + width) / square); column += 1)
      for (let row = Math.floor(y / square); row <= Math.floor((y + height) / square); row += 1)
        keys.push(`${column} ${row}`);
    return keys;
  };
  return {
    isFree: (box: Box) =>
      !cellsOf(box).some((key) => cells.get(key)?.some((other) => isCrossing(box, other))),
    add: (box: Box) => {
      for (const key of cellsOf(box)) {
        appendTo(cells, key, box);
      }
    },
  };
}
