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

/** Distance of lines beside one another. */
const TRACK = 12;

export interface Span {
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

/** A vertical line beside cards that a wire takes where none of its ends' lines is free. */
export interface Detour {
  readonly x: number;
  readonly span: Span;
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

/**
 * The corners of a wire from `source` (where a node outputs) to `target` (where another takes in).
 *
 * @param track where other wires lead around the same cards: 0 is next to them (tracks.ts)
 */
export function routeCorners(
  source: Position,
  target: Position,
  obstacles: Obstacles,
  ignored: ReadonlySet<string>,
  track = 0,
): Position[] {
  const { flow } = obstacles;
  const way = wayDown(turnPoint(flow, source), turnPoint(flow, target), obstacles, ignored);
  const corners = 'corners' in way ? way.corners : cornersAround(way, track, obstacles);
  return flow === 'down' ? corners : corners.map((corner) => turnPoint(flow, corner));
}

/** The line that a wire takes around cards, turned as the obstacles are; null: it needs none. */
export function detourOf(
  source: Position,
  target: Position,
  obstacles: Obstacles,
  ignored: ReadonlySet<string>,
): Detour | null {
  const { flow } = obstacles;
  const way = wayDown(turnPoint(flow, source), turnPoint(flow, target), obstacles, ignored);
  return 'corners' in way || way.x === way.source.x || way.x === way.target.x ? null : way;
}

interface WayAround extends Detour {
  readonly source: Position;
  readonly target: Position;
  readonly top: number;
  readonly bottom: number;
  readonly ignored: ReadonlySet<string>;
}

/** From the bottom of a node to the top of another. */
function wayDown(
  source: Position,
  target: Position,
  obstacles: Obstacles,
  ignored: ReadonlySet<string>,
): { readonly corners: Position[] } | WayAround {
  const top = source.y + STUB;
  const bottom = target.y - STUB;
  if (bottom >= top) {
    const span = { from: source.y + 1, to: target.y - 1 };
    const isClear = (x: number) => blocking(obstacles, x, span, ignored).length === 0;
    if (Math.abs(source.x - target.x) < 1 && isClear(source.x)) return { corners: [source, target] };
    // One bend: just above the target when the source's line is free, else just below the source.
    const bent = (y: number) => [source, { x: source.x, y }, { x: target.x, y }, target];
    if (isClear(source.x)) return { corners: bent(bottom) };
    if (isClear(target.x)) return { corners: bent(top) };
  }
  const span = { from: Math.min(top, bottom), to: Math.max(top, bottom) };
  const around = bottom >= top ? ignored : new Set<string>();
  const x = corridor(obstacles, source.x, target.x, span, around);
  return { x, span, source, target, top, bottom, ignored: around };
}

function cornersAround(way: WayAround, track: number, obstacles: Obstacles): Position[] {
  const { source, target, top, bottom, span, ignored } = way;
  const further = way.x + Math.sign(way.x - source.x) * track * TRACK;
  const x = blocking(obstacles, further, span, ignored).length === 0 ? further : way.x;
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
  const pieces = corners.flatMap((from, index) => {
    const to = corners[index + 1];
    return to === undefined ? [] : [{ from, to, length: distance(from, to) }];
  });
  const longest = pieces.sort((a, b) => b.length - a.length);
  const isVertical = ({ from, to }: (typeof pieces)[number]) => Math.abs(from.x - to.x) < 1;
  const along = longest.filter(isVertical);
  // On a horizontal piece only where there is no room along the flow.
  const places = [
    ...along.map(({ from, to }) => middleOf(from, to)),
    ...along.flatMap(({ from, to }) => placesAlong(from, to)),
    ...longest.filter((piece) => !isVertical(piece)).map(({ from, to }) => middleOf(from, to)),
  ];
  const fallback = places[0] ?? corners[0] ?? { x: 0, y: 0 };
  return places.find((place) => isFree(place, size, obstacles)) ?? fallback;
}

const middleOf = (a: Position, b: Position) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Steps in which a label looks for a gap between the cards beside it, and how many at most to each side. */
const LABEL_STEP = 11;
const LABEL_STEPS = 8;

/** Places around the middle of a vertical piece, the nearest first. */
function placesAlong(from: Position, to: Position): Position[] {
  const middle = middleOf(from, to);
  const most = Math.min(LABEL_STEPS, Math.floor((distance(from, to) / 2 - CORNER_RADIUS) / LABEL_STEP));
  const places: Position[] = [];
  for (let step = 1; step <= most; step += 1)
    for (const side of [1, -1]) places.push({ x: middle.x, y: middle.y + side * step * LABEL_STEP });
  return places;
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
