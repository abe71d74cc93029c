import type { NodeSpec, Position, Scope } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { nodesOf, reachableFrom, type Wire, wiresOf } from '../network';
import { NODE_GAP, nodeSize, type Size } from '../node-size';
import type { Stage } from './step';

/** Where new nodes go, so that nothing lies on top of anything else. Pure arithmetic on boxes, in canvas units. */

/** Free canvas beside a node that has to stand next to another. */
const SIDE_GAP = 32;
/** Two boxes closer than this count as overlapping. */
const CLEARANCE = 8;

export interface Box extends Position, Size {}

/**
 * True while the document holds no position in the scope: then the automatic layout arranges it, and goes on doing so when
 * nodes are inserted. The first node placed by hand makes all places in the scope the user's.
 */
export function isAutomatic(stage: Pick<Stage, 'document' | 'scope'>): boolean {
  return nodesOf(stage.document, stage.scope).every((node) => node.position === undefined);
}

/** Writes the places shown into the document, for every node that has none there yet. */
export function fixPositions(stage: Stage, except: ReadonlySet<string> = new Set()): DocumentEdit[] {
  const edits: DocumentEdit[] = [];
  for (const node of nodesOf(stage.document, stage.scope)) {
    const position = stage.positions.get(node.id);
    if (node.position !== undefined || position === undefined || except.has(node.id)) continue;
    edits.push(moveEdit(stage.scope, node.id, position));
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

export function boxOf(stage: Stage, node: NodeSpec): Box | null {
  const position = stage.positions.get(node.id);
  return position === undefined ? null : { ...position, ...nodeSize(stage.document, node) };
}

export function boxesOf(stage: Stage): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const node of nodesOf(stage.document, stage.scope)) {
    const box = boxOf(stage, node);
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

/** The first place at or beside `wanted` (to the right, then to the left, going outwards) where a box of `size` is free. */
export function freePlace(
  wanted: Position,
  size: Size,
  boxes: Iterable<Box>,
  clearance = CLEARANCE,
): Position {
  const taken = [...boxes];
  const stride = size.width + SIDE_GAP;
  for (let distance = 0; distance <= taken.length; distance += 1) {
    for (const side of distance === 0 ? [0] : [1, -1]) {
      const place = { x: wanted.x + side * distance * stride, y: wanted.y };
      if (!taken.some((box) => isOverlapping({ ...place, ...size }, box, clearance))) return place;
    }
  }
  return wanted;
}

/** The place below a node, centred under it. */
export function placeBelow(box: Box, size: Size): Position {
  return { x: box.x + (box.width - size.width) / 2, y: box.y + box.height + NODE_GAP };
}

export interface Insertion {
  readonly position: Position;
  /** Moves of the nodes that had to make room. */
  readonly edits: readonly DocumentEdit[];
}

/** The place for a node of `size` on the wire from `from` to `to`; what comes behind moves down when there is no room. */
export function placeBetween(stage: Stage, from: string, to: string, size: Size): Insertion | null {
  const boxes = boxesOf(stage);
  const above = boxes.get(from);
  const below = boxes.get(to);
  if (above === undefined || below === undefined) return null;
  const centre = (above.x + above.width / 2 + below.x + below.width / 2) / 2;
  const top = above.y + above.height + NODE_GAP;
  const missing = top + size.height + NODE_GAP - below.y;
  const position = {
    x: centre - size.width / 2,
    y: missing > 0 ? top : (above.y + above.height + below.y - size.height) / 2,
  };
  // Beside what stands in between (a shortcut's converter beside the main path), with room for wires.
  if (missing <= 0) return { position: freePlace(position, size, boxes.values(), SIDE_GAP - 1), edits: [] };
  const behind = reachableFrom(wiresOf(stage.document, stage.scope), to).add(to);
  const edits: DocumentEdit[] = [];
  for (const [id, box] of boxes) {
    // A node of a loop, or one that stands above on purpose, stays.
    if (!behind.has(id) || id === from || box.y + CLEARANCE < below.y) continue;
    edits.push(moveEdit(stage.scope, id, { x: box.x, y: box.y + missing }));
  }
  return { position, edits };
}

/**
 * Places for the nodes of a scope that have none although others do (a hand-written file, a repair): below the node that feeds
 * them, or above the one they feed, where it is free.
 */
export function placeMissing(stage: Stage): Map<string, Position> {
  const boxes = boxesOf(stage);
  const neighbours = neighboursOf(wiresOf(stage.document, stage.scope));
  const placed = new Map<string, Position>();
  let waiting = nodesOf(stage.document, stage.scope).filter((node) => !boxes.has(node.id));
  while (waiting.length > 0) {
    const left: NodeSpec[] = [];
    for (const node of waiting) {
      const size = nodeSize(stage.document, node);
      const wanted = wantedPlace(node.id, size, neighbours, boxes);
      if (wanted === null) {
        left.push(node);
        continue;
      }
      const position = freePlace(wanted, size, boxes.values());
      boxes.set(node.id, { ...position, ...size });
      placed.set(node.id, position);
    }
    // Nodes connected to nothing that has a place: one of them starts at the right of everything.
    const [first, ...rest] = left;
    if (left.length === waiting.length && first !== undefined) {
      const size = nodeSize(stage.document, first);
      const position = freePlace(cornerOf(boxes), size, boxes.values());
      boxes.set(first.id, { ...position, ...size });
      placed.set(first.id, position);
      waiting = rest;
    } else {
      waiting = left;
    }
  }
  return placed;
}

interface Neighbours {
  /** Ids of the nodes that feed a node, and of those it feeds. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly behind: ReadonlyMap<string, readonly string[]>;
}

function neighboursOf(wires: readonly Wire[]): Neighbours {
  const before = new Map<string, string[]>();
  const behind = new Map<string, string[]>();
  const add = (lists: Map<string, string[]>, id: string, other: string) => {
    const list = lists.get(id);
    if (list === undefined) lists.set(id, [other]);
    else list.push(other);
  };
  for (const wire of wires) {
    add(before, wire.to.id, wire.from.id);
    add(behind, wire.from.id, wire.to.id);
  }
  return { before, behind };
}

function wantedPlace(
  id: string,
  size: Size,
  { before, behind }: Neighbours,
  boxes: ReadonlyMap<string, Box>,
): Position | null {
  for (const source of before.get(id) ?? []) {
    const box = boxes.get(source);
    if (box !== undefined) return placeBelow(box, size);
  }
  for (const target of behind.get(id) ?? []) {
    const box = boxes.get(target);
    if (box === undefined) continue;
    return { x: box.x + (box.width - size.width) / 2, y: box.y - NODE_GAP - size.height };
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
