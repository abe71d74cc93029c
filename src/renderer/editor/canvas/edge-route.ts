import type { Position } from '../../../graph-runtime/document/document';
import { turnPoint, turnSize } from '../../store/document/flow';
import type { Size } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';
import type { Obstacles } from './obstacles';

/**
 * The way of a wire: straight pieces with rounded corners, with the flow from port to port. Where nodes are in between (the
 * shortcut of a residual block beside its convolutions) it goes around them.
 */

/** Distance kept from nodes. */
const MARGIN = 22;
/** Length of the straight piece at a port: between two cards, the turn is clear of the label in the middle. */
const STUB = 8;
const CORNER_RADIUS = 8;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Boxes that a vertical line at `x` between the heights of `span` would come too close to. */
function blocking(obstacles: Obstacles, x: number, span: Span, ignored: ReadonlySet<string>): Box[] {
  const found: Box[] = [];
  const area = { left: x - MARGIN / 2, right: x + MARGIN / 2, top: span.from, bottom: span.to };
  for (const box of obstacles.near(area)) {
    const isInTheWay =
      box.x - MARGIN / 2 < x &&
      x < box.x + box.width + MARGIN / 2 &&
      box.y < span.to &&
      span.from < box.y + box.height &&
      !ignored.has(box.id);
    if (isInTheWay) found.push(box);
  }
  return found;
}

/** The free vertical line nearest to the way from `from` to `to`. */
function corridor(
  obstacles: Obstacles,
  from: number,
  to: number,
  span: Span,
  ignored: ReadonlySet<string>,
): number {
  const walk = (start: number, direction: 1 | -1): number => {
    let x = start;
    for (let tries = 0; tries <= obstacles.count; tries += 1) {
      const inTheWay = blocking(obstacles, x, span, ignored);
      if (inTheWay.length === 0) return x;
      x =
        direction === 1
          ? Math.max(...inTheWay.map((box) => box.x + box.width)) + MARGIN
          : Math.min(...inTheWay.map((box) => box.x)) - MARGIN;
    }
    return x;
  };
  const cost = (x: number) => Math.abs(x - from) + Math.abs(x - to);
  const starts = from === to ? [from] : [from, to];
  const candidates = starts.flatMap((start) => [walk(start, 1), walk(start, -1)]);
  return candidates.reduce((best, x) => (cost(x) < cost(best) ? x : best));
}

/** The corners of a wire from `source` (where a node outputs) to `target` (where another takes in). */
export function routeCorners(
  source: Position,
  target: Position,
  obstacles: Obstacles,
  ignored: ReadonlySet<string>,
): Position[] {
  const { flow } = obstacles;
  const corners = cornersDown(turnPoint(flow, source), turnPoint(flow, target), obstacles, ignored);
  return flow === 'down' ? corners : corners.map((corner) => turnPoint(flow, corner));
}

/** From the bottom of a node to the top of another. */
function cornersDown(
  source: Position,
  target: Position,
  obstacles: Obstacles,
  ignored: ReadonlySet<string>,
): Position[] {
  const top = source.y + STUB;
  const bottom = target.y - STUB;
  if (bottom >= top) {
    const span = { from: source.y + 1, to: target.y - 1 };
    const isClear = (x: number) => blocking(obstacles, x, span, ignored).length === 0;
    if (Math.abs(source.x - target.x) < 1 && isClear(source.x)) return [source, target];
    // One bend: just above the target when the source's line is free, else just below the source.
    if (isClear(source.x)) return [source, { x: source.x, y: bottom }, { x: target.x, y: bottom }, target];
    if (isClear(target.x)) return [source, { x: source.x, y: top }, { x: target.x, y: top }, target];
  }
  const span = { from: Math.min(top, bottom), to: Math.max(top, bottom) };
  const x = corridor(obstacles, source.x, target.x, span, bottom >= top ? ignored : new Set());
  return [
    source,
    { x: source.x, y: top },
    { x, y: top },
    { x, y: bottom },
    { x: target.x, y: bottom },
    target,
  ];
}

/** The corners as an SVG path, rounded. */
export function roundedPath(corners: readonly Position[]): string {
  const [start, ...rest] = corners;
  if (start === undefined) return '';
  let path = `M${start.x},${start.y}`;
  for (const [index, corner] of rest.entries()) {
    const before = corners[index] ?? corner;
    const after = corners[index + 2];
    if (after === undefined) {
      path += `L${corner.x},${corner.y}`;
      continue;
    }
    const radius = Math.min(CORNER_RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    const enter = toward(corner, before, radius);
    const leave = toward(corner, after, radius);
    path += `L${enter.x},${enter.y}Q${corner.x},${corner.y} ${leave.x},${leave.y}`;
  }
  return path;
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function toward(from: Position, to: Position, length: number): Position {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}

/**
 * Where a wire's label is: in the middle of its longest piece in the direction of the flow, unless a node is in the way there;
 * then of the next best piece. `size` is the label's.
 */
export function labelPlace(corners: readonly Position[], size: Size, obstacles: Obstacles): Position {
  const { flow } = obstacles;
  const turned = flow === 'down' ? corners : corners.map((corner) => turnPoint(flow, corner));
  return turnPoint(flow, labelDown(turned, turnSize(flow, size), obstacles));
}

function labelDown(corners: readonly Position[], size: Size, obstacles: Obstacles): Position {
  const pieces = corners.flatMap((corner, index) => {
    const next = corners[index + 1];
    if (next === undefined) return [];
    const isVertical = Math.abs(corner.x - next.x) < 1;
    // A horizontal piece only where there is no vertical one to speak of.
    const weight = distance(corner, next) * (isVertical ? 1 : 0.25);
    return [{ middle: { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 }, weight }];
  });
  const best = pieces.sort((a, b) => b.weight - a.weight);
  const free = best.find(({ middle }) => isFree(middle, size, obstacles)) ?? best[0];
  return free?.middle ?? corners[0] ?? { x: 0, y: 0 };
}

function isFree(middle: Position, size: Size, obstacles: Obstacles): boolean {
  const left = middle.x - size.width / 2;
  const top = middle.y - size.height / 2;
  const area = { left, right: left + size.width, top, bottom: top + size.height };
  for (const box of obstacles.near(area)) {
    const isCovered =
      left < box.x + box.width &&
      box.x < left + size.width &&
      top < box.y + box.height &&
      box.y < top + size.height;
    if (isCovered) return false;
  }
  return true;
}
