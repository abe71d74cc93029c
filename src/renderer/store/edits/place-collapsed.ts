import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { flowOf, gapOf, turnBox, turnPoint, turnSize } from '../document/flow';
import { reachableFrom, wiresOf } from '../document/network';
import type { Size } from '../document/node-size';
import { type Box, boxesOf, type Insertion, moveEdit, wholePlace } from './placing';
import type { EditContext } from './user-edit';

/**
 * The place of one card of `size` that takes the place of several: where the first of them is. What comes after moves up, as far as
 * nothing is in the way, so that no gap is left. Null where the cards have no places.
 */
export function placeCollapsed(context: EditContext, ids: ReadonlySet<string>, size: Size): Insertion | null {
  const flow = flowOf(context.document, context.scope);
  const boxes = new Map([...boxesOf(context)].map(([id, box]) => [id, turnBox(flow, box)]));
  const collapsed = [...boxes].flatMap(([id, box]) => (ids.has(id) ? [box] : []));
  const [highest] = collapsed.sort((a, b) => a.y - b.y);
  if (highest === undefined) return null;
  const bottom = Math.max(...collapsed.map((box) => box.y + box.height));
  const downstream = nodesDownstream(context, ids);
  const moved = new Map([...boxes].filter(([id, box]) => downstream.has(id) && box.y >= bottom));
  const staying = [...boxes].flatMap(([id, box]) => (ids.has(id) || moved.has(id) ? [] : [box]));
  const gap = bottom - highest.y - turnSize(flow, size).height;
  const shift = roomFor([...moved.values()], staying, gap, gapOf(flow));
  const edits = [...moved].map(
    ([id, { x, y }]): DocumentEdit => moveEdit(context.scope, id, turnPoint(flow, { x, y: y - shift })),
  );
  return { position: wholePlace(turnPoint(flow, highest)), edits: shift === 0 ? [] : edits };
}

/** Everything that depends on the nodes, without them. */
function nodesDownstream({ document, scope }: EditContext, ids: ReadonlySet<string>): ReadonlySet<string> {
  const wires = wiresOf(document, scope);
  const leaving = new Set(
    wires.flatMap(({ from, to }) => (ids.has(from.id) && !ids.has(to.id) ? [to.id] : [])),
  );
  const downstream = new Set(leaving);
  for (const id of leaving) for (const reached of reachableFrom(wires, id)) downstream.add(reached);
  return downstream;
}

/** How far the boxes can move up, `most` at the most, without coming nearer than `gap` to one that stays above them. */
function roomFor(moved: readonly Box[], staying: readonly Box[], most: number, gap: number): number {
  let room = Math.max(0, most);
  for (const box of moved) {
    for (const other of staying) {
      const isBeside = other.x >= box.x + box.width || box.x >= other.x + other.width;
      const distance = box.y - other.y - other.height;
      if (!isBeside && distance >= 0) room = Math.min(room, Math.max(0, distance - gap));
    }
  }
  return room;
}
