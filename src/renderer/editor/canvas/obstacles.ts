import type { Flow } from '../../../graph-runtime/document/document';
import { turnBox } from '../../store/document/flow';
import type { Box } from '../../store/edits/placing';

/** A node's box that wires lead around. */
export interface Obstacle extends Box {
  readonly id: string;
}

/**
 * Boxes on the canvas, ready to be asked which of them a wire would cross. Where values flow to the right, the boxes are turned
 * (store/flow.ts): wires are always led downwards.
 */
export interface Obstacles {
  readonly flow: Flow;
  readonly count: number;
  /** The boxes that may reach into the heights from `top` to `bottom`; a high one may come more than once. */
  between(top: number, bottom: number): Iterable<Obstacle>;
}

/** Height of the strips by which boxes are found: a large network is long, and a wire sees little of it. */
const STRIP = 256;

export function createObstacles(boxes: readonly Obstacle[], flow: Flow = 'down'): Obstacles {
  const strips = new Map<number, Obstacle[]>();
  for (const shown of boxes) {
    const box = turnBox(flow, shown);
    const last = Math.floor((box.y + box.height) / STRIP);
    for (let strip = Math.floor(box.y / STRIP); strip <= last; strip += 1) {
      const list = strips.get(strip);
      if (list === undefined) strips.set(strip, [box]);
      else list.push(box);
    }
  }
  return {
    flow,
    count: boxes.length,
    *between(top, bottom) {
      const first = Math.floor(top / STRIP);
      const last = Math.floor(bottom / STRIP);
      if (last - first > strips.size) {
        // A way longer than the network: no use in going through empty strips.
        for (const list of strips.values()) yield* list;
        return;
      }
      for (let strip = first; strip <= last; strip += 1) yield* strips.get(strip) ?? [];
    },
  };
}

export const NO_OBSTACLES: Obstacles = createObstacles([]);
export const NO_OBSTACLES_ACROSS: Obstacles = createObstacles([], 'right');
