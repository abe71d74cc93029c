import { appendTo } from '../../../graph-runtime/collections/group-by';
import type { Flow } from '../../../graph-runtime/document/document';
import { turnBox } from '../../store/document/flow';
import type { Box } from '../../store/edits/placing';

/** A node's box that wires lead around. */
export interface Obstacle extends Box {
  readonly id: string;
}

/** A part of the canvas, by its sides. */
interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Boxes on the canvas, ready to be asked which of them a wire would cross. Where the layout runs to the right, the boxes are turned
 * (store/flow.ts): wires are always led downwards.
 */
export interface Obstacles {
  readonly flow: Flow;
  readonly count: number;
  /** The boxes that may reach into an area: all that do, and some near it; a large one may come more than once. */
  near(area: Area): Iterable<Obstacle>;
}

/** Side of the squares by which boxes are found: of a large network, a wire and its label see little. */
const SQUARE = 256;

type Row = Map<number, Obstacle[]>;

const squareOf = (place: number) => Math.floor(place / SQUARE);

export function createObstacles(boxes: readonly Obstacle[], flow: Flow = 'down'): Obstacles {
  const rows = new Map<number, Row>();
  for (const shown of boxes) {
    const box = turnBox(flow, shown);
    for (let at = squareOf(box.y); at <= squareOf(box.y + box.height); at += 1) {
      const row = rows.get(at) ?? new Map<number, Obstacle[]>();
      rows.set(at, row);
      addToRow(row, box);
    }
  }
  return {
    flow,
    count: boxes.length,
    *near({ left, right, top, bottom }) {
      for (const row of between(rows, squareOf(top), squareOf(bottom)))
        for (const square of between(row, squareOf(left), squareOf(right))) yield* square;
    },
  };
}

function addToRow(row: Row, box: Obstacle): void {
  for (let at = squareOf(box.x); at <= squareOf(box.x + box.width); at += 1) {
    appendTo(row, at, box);
  }
}

/** The entries from one number to another, all of them where there are fewer than numbers: no use in going through empty squares. */
function* between<T>(entries: ReadonlyMap<number, T>, first: number, last: number): Iterable<T> {
  if (last - first > entries.size) {
    for (const [at, entry] of entries) if (first <= at && at <= last) yield entry;
    return;
  }
  for (let at = first; at <= last; at += 1) {
    const entry = entries.get(at);
    if (entry !== undefined) yield entry;
  }
}

export const NO_OBSTACLES: Obstacles = createObstacles([]);
export const NO_OBSTACLES_ACROSS: Obstacles = createObstacles([], 'right');
