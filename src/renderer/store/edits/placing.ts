import { appendTo } from '../../../graph-runtime/collections/group-by';
import type { Flow, NodeSpec, Position, Scope } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { flowOf, gapOf, turnBox, turnPoint, turnSize } from '../document/flow';
import { nodesOf, reachableFrom, type Wire, wiresOf } from '../document/network';
import { nodeSize, type Size } from '../document/node-size';
import type { EditContext } from './user-edit';

/** Where new nodes go, so that nothing lies on top of anything else. Pure arithmetic on boxes, in canvas units. */

/** Free canvas beside a node that has to be next to another. */
const SIDE_GAP = 32;
/** Two boxes closer than this count as overlapping. */
const CLEARANCE = 8;

export interface Box extends Position, Size {}

/**
 * True while the document holds no position in the scope: then the automatic layout arranges it, and continues doing so when
 * nodes are inserted. The first node placed by hand makes all places in the scope the user's.
 */
export function isAutomatic(context: Pick<EditContext, 'document' | 'scope'>): boolean {
  return nodesOf(context.document, context.scope).every((node) => node.position === undefined);
}

/** Writes the places shown into the document, for every node that has none there yet. */
export function fixPositions(context: EditContext, except: ReadonlySet<string> = new Set()): DocumentEdit[] {
  const edits: DocumentEdit[] = [];
  for (const node of nodesOf(context.document, context.scope)) {
    const position = context.positions.get(node.id);
    if (node.position !== undefined || position === undefined || except.has(node.id)) continue;
    edits.push(moveEdit(context.scope, node.id, position));
  }
  return edits;
}

/** A place as the document keeps it: whole numbers, and never -0, which a file cannot hold. */
export function wholePlace({ x, y }: Position): Position {
  return { x: Math.round(x) + 0, y: Math.round(y) + 0 };
}

export function moveEdit(scope: Scope, id: string, position: Position): DocumentEdit {
  return {
    kind: 'update-node',
    scope,
    id,
    changes: { position: wholePlace(position) },
  };
}

/** The size of a node's card in the scope, whether it is there already or to be added. */
export function sizeOf({ document, scope }: Pick<EditContext, 'document' | 'scope'>, node: NodeSpec): Size {
  return nodeSize(document, node, flowOf(document, scope));
}

export function boxOf(context: EditContext, node: NodeSpec): Box | null {
  const position = context.positions.get(node.id);
  return position === undefined ? null : { ...position, ...sizeOf(context, node) };
}

export function boxesOf(context: EditContext): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const node of nodesOf(context.document, context.scope)) {
    const box = boxOf(context, node);
    if (box !== null) boxes.set(node.id, box);
  }
  return boxes;
}

export function isOverlapping(a: Box, b: Box, clearance = CLEARANCE): boolean {
  return (
    a.x < b.x + b.width + clearance &&
    b.x < a.x + a.width + clearance &&
    a.y < b.y + b.height + clearance &&
    b.y < a.y + a.height + clearance
  );
}

/**
 * The first place at or beside `wanted` (to the right, then to the left, going outwards; where the layout runs to the right, below and
 * above) where a box of `size` is free.
 */
export function freePlace(
  wanted: Position,
  size: Size,
  boxes: Iterable<Box>,
  flow: Flow,
  clearance = CLEARANCE,
): Position {
  const taken = Array.from(boxes, (box) => turnBox(flow, box));
  return turnPoint(flow, freeBeside(turnPoint(flow, wanted), turnSize(flow, size), taken, clearance));
}

function freeBeside(wanted: Position, size: Size, taken: readonly Box[], clearance: number): Position {
  const stride = size.width + SIDE_GAP;
  for (let distance = 0; distance <= taken.length; distance += 1) {
    for (const side of distance === 0 ? [0] : [1, -1]) {
      const place = { x: wanted.x + side * distance * stride, y: wanted.y };
      const box = { ...place, ...size };
      if (!taken.some((other) => isOverlapping(box, other, clearance))) return place;
    }
  }
  return wanted;
}

/** The free place for a box of `size` that is nearest to where it was dropped: there, or at the side of a box that is in the way. */
export function nearestFreePlace(dropped: Position, size: Size, boxes: readonly Box[]): Position {
  const isFree = ({ x, y }: Position) => {
    const wanted = { x, y, ...size };
    return !boxes.some((box) => isOverlapping(wanted, box));
  };
  if (isFree(dropped)) return dropped;
  const beside = boxes.flatMap((box): Position[] => [
    { x: box.x + box.width + CLEARANCE, y: dropped.y },
    { x: box.x - size.width - CLEARANCE, y: dropped.y },
    { x: dropped.x, y: box.y + box.height + CLEARANCE },
    { x: dropped.x, y: box.y - size.height - CLEARANCE },
  ]);
  const distance = ({ x, y }: Position) => Math.hypot(x - dropped.x, y - dropped.y);
  // From near to far: in a large network nearly every place need not be looked at.
  return beside.sort((a, b) => distance(a) - distance(b)).find(isFree) ?? dropped;
}

/** The place after a node, centered on it. */
export function placeAfter(box: Box, size: Size, flow: Flow): Position {
  const above = turnBox(flow, box);
  const { width } = turnSize(flow, size);
  const x = above.x + (above.width - width) / 2;
  return turnPoint(flow, { x, y: above.y + above.height + gapOf(flow) });
}

/** The place before a node, centered on it. */
export function placeBefore(box: Box, size: Size, flow: Flow): Position {
  const below = turnBox(flow, box);
  const { width, height } = turnSize(flow, size);
  return turnPoint(flow, { x: below.x + (below.width - width) / 2, y: below.y - gapOf(flow) - height });
}

export interface Insertion {
  readonly position: Position;
  /** Moves of the nodes that had to make room. */
  readonly edits: readonly DocumentEdit[];
}

/** The place for a node of `size` on the wire from `from` to `to`; what comes after moves on when there is no room. */
export function placeBetween(context: EditContext, from: string, to: string, size: Size): Insertion | null {
  const flow = flowOf(context.document, context.scope);
  const boxes = new Map([...boxesOf(context)].map(([id, box]) => [id, turnBox(flow, box)]));
  const above = boxes.get(from);
  const below = boxes.get(to);
  if (above === undefined || below === undefined) return null;
  const { width, height } = turnSize(flow, size);
  const center = (above.x + above.width / 2 + below.x + below.width / 2) / 2;
  const top = above.y + above.height + gapOf(flow);
  const missing = top + height + gapOf(flow) - below.y;
  const position = {
    x: center - width / 2,
    y: missing > 0 ? top : (above.y + above.height + below.y - height) / 2,
  };
  // Beside what is in between (a shortcut's converter beside the main path), with room for wires.
  if (missing <= 0) {
    const free = freeBeside(position, { width, height }, [...boxes.values()], SIDE_GAP - 1);
    return { position: turnPoint(flow, free), edits: [] };
  }
  const after = reachableFrom(wiresOf(context.document, context.scope), to).add(to);
  const edits: DocumentEdit[] = [];
  for (const [id, box] of boxes) {
    // A node of a loop, or one that is above on purpose, stays.
    if (!after.has(id) || id === from || box.y + CLEARANCE < below.y) continue;
    edits.push(moveEdit(context.scope, id, turnPoint(flow, { x: box.x, y: box.y + missing })));
  }
  return { position: turnPoint(flow, position), edits };
}

/**
 * Places for the nodes of a scope that have none although others do (a hand-written file, a repair): after the node that feeds
 * them, or before the one they feed, where it is free.
 */
export function placeMissing(context: EditContext): Map<string, Position> {
  const flow = flowOf(context.document, context.scope);
  const boxes = boxesOf(context);
  const neighbors = neighborsOf(wiresOf(context.document, context.scope));
  const placed = new Map<string, Position>();
  let waiting = nodesOf(context.document, context.scope).filter((node) => !boxes.has(node.id));
  while (waiting.length > 0) {
    const left: NodeSpec[] = [];
    for (const node of waiting) {
      const size = sizeOf(context, node);
      const wanted = wantedPlace(node.id, size, flow, neighbors, boxes);
      if (wanted === null) {
        left.push(node);
        continue;
      }
      const position = freePlace(wanted, size, boxes.values(), flow);
      boxes.set(node.id, { ...position, ...size });
      placed.set(node.id, position);
    }
    // Nodes connected to nothing that has a place: one of them starts at the right of everything.
    const [first, ...rest] = left;
    if (left.length === waiting.length && first !== undefined) {
      const size = sizeOf(context, first);
      const position = freePlace(cornerOf(boxes), size, boxes.values(), flow);
      boxes.set(first.id, { ...position, ...size });
      placed.set(first.id, position);
      waiting = rest;
    } else {
      waiting = left;
    }
  }
  return placed;
}

interface Neighbors {
  /** Ids of the nodes that feed a node, and of those it feeds. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
}

function neighborsOf(wires: readonly Wire[]): Neighbors {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const wire of wires) {
    appendTo(before, wire.to.id, wire.from.id);
    appendTo(after, wire.from.id, wire.to.id);
  }
  return { before, after };
}

function wantedPlace(
  id: string,
  size: Size,
  flow: Flow,
  { before, after }: Neighbors,
  boxes: ReadonlyMap<string, Box>,
): Position | null {
  for (const source of before.get(id) ?? []) {
    const box = boxes.get(source);
    if (box !== undefined) return placeAfter(box, size, flow);
  }
  for (const target of after.get(id) ?? []) {
    const box = boxes.get(target);
    if (box !== undefined) return placeBefore(box, size, flow);
  }
  return null;
}

/** Right of everything, at the top. */
function cornerOf(boxes: ReadonlyMap<string, Box>): Position {
  if (boxes.size === 0) return { x: 0, y: 0 };
  const all = [...boxes.values()];
  return {
    x: Math.max(...all.map((box) => box.x + box.width)) + SIDE_GAP,
    y: Math.min(...all.map((box) => box.y)),
  };
}
