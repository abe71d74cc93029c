import type { Position } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { flowOf, gapOf, turnBox, turnPoint, turnSize } from '../document/flow';
import { reachableFrom, type Wire, wiresOf } from '../document/network';
import type { Size } from '../document/node-size';
import { type Box, boxesOf, type Insertion, moveEdit, wholePlace } from './placing';
import type { EditContext } from './user-edit';

/**
 * The place of one card of `size` that takes the place of several: where the first of them is. What comes after moves up, as far as
 * nothing is in the way, so that no gap is left. Null where the cards have no places.
 */
export function placeCollapsed(context: EditContext, ids: ReadonlySet<string>, size: Size): Insertion | null {
  const flow = flowOf(context.document, context.scope);
  const boxes = turnedBoxes(context);
  const extent = extentOf(boxes, ids);
  if (extent === null) return null;
  const most = extent.bottom - extent.first.y - turnSize(flow, size).height;
  const edits = [...movedUp({ context, boxes, ids, gone: ids }, extent.bottom, most)].map(
    ([id, place]): DocumentEdit => moveEdit(context.scope, id, turnPoint(flow, place)),
  );
  return { position: wholePlace(turnPoint(flow, extent.first)), edits };
}

/**
 * Moves of what comes after cards that are removed, so that no gap is left: by their height and the smaller one of the distances before and
 * after them, as far as nothing is in the way. So even spaces stay even, and what `placeBetween` has moved moves back. Cards that are wired
 * to one another are one gap.
 */
export function closeGaps(context: EditContext, ids: ReadonlySet<string>): readonly DocumentEdit[] {
  const flow = flowOf(context.document, context.scope);
  const boxes = turnedBoxes(context);
  const moved = new Map<string, Position>();
  for (const group of groupsOf(wiresOf(context.document, context.scope), ids)) {
    const extent = extentOf(boxes, group);
    if (extent === null) continue;
    const most = extent.bottom - extent.first.y + distanceAround(context, boxes, group, extent);
    const up = movedUp({ context, boxes, ids: group, gone: ids }, extent.bottom, most);
    for (const [id, place] of up) {
      moved.set(id, place);
      const box = boxes.get(id);
      if (box !== undefined) boxes.set(id, { ...box, ...place });
    }
  }
  return [...moved]
    .filter(([id]) => !ids.has(id))
    .map(([id, place]) => moveEdit(context.scope, id, turnPoint(flow, place)));
}

/** As if the network flowed down. */
function turnedBoxes(context: EditContext): Map<string, Box> {
  const flow = flowOf(context.document, context.scope);
  return new Map([...boxesOf(context)].map(([id, box]) => [id, turnBox(flow, box)]));
}

/** The highest of the cards, and where the lowest ends; null where none has a place. */
function extentOf(boxes: ReadonlyMap<string, Box>, ids: ReadonlySet<string>) {
  const own = [...boxes].flatMap(([id, box]) => (ids.has(id) ? [box] : []));
  const [first] = own.sort((a, b) => a.y - b.y);
  return first === undefined ? null : { first, bottom: Math.max(...own.map((box) => box.y + box.height)) };
}

/** The smaller one of the distances to the cards that are wired to these; at an end, what a layout leaves. */
function distanceAround(
  { document, scope }: EditContext,
  boxes: ReadonlyMap<string, Box>,
  ids: ReadonlySet<string>,
  { first, bottom }: { readonly first: Box; readonly bottom: number },
): number {
  const distances = wiresOf(document, scope).flatMap(({ from, to }) => {
    if (ids.has(from.id) === ids.has(to.id)) return [];
    const [above, below] = [boxes.get(from.id), boxes.get(to.id)];
    if (above === undefined || below === undefined) return [];
    return [ids.has(to.id) ? first.y - above.y - above.height : below.y - bottom];
  });
  return distances.length === 0 ? gapOf(flowOf(document, scope)) : Math.max(0, Math.min(...distances));
}

/** The nodes as groups that are connected with one another. */
function groupsOf(wires: readonly Wire[], ids: ReadonlySet<string>): ReadonlySet<ReadonlySet<string>> {
  const groups = new Map([...ids].map((id) => [id, new Set([id])]));
  for (const { from, to } of wires) {
    const [one, other] = [groups.get(from.id), groups.get(to.id)];
    if (one === undefined || other === undefined || one === other) continue;
    const [large, small] = one.size < other.size ? [other, one] : [one, other];
    for (const id of small) {
      large.add(id);
      groups.set(id, large);
    }
  }
  return new Set(groups.values());
}

interface Gap {
  readonly context: EditContext;
  readonly boxes: ReadonlyMap<string, Box>;
  /** The cards whose place is free. */
  readonly ids: ReadonlySet<string>;
  /** Cards that are in nobody's way: these and those of other gaps. */
  readonly gone: ReadonlySet<string>;
}

/** New places of what depends on the nodes and is below `bottom`: up by `most`, or by less where another card is in the way. */
function movedUp({ context, boxes, ids, gone }: Gap, bottom: number, most: number): Map<string, Position> {
  const downstream = nodesDownstream(context, ids);
  const moved = new Map([...boxes].filter(([id, box]) => downstream.has(id) && box.y >= bottom));
  const moving = [...moved].flatMap(([id, box]) => (gone.has(id) ? [] : [box]));
  const staying = [...boxes].flatMap(([id, box]) => (gone.has(id) || moved.has(id) ? [] : [box]));
  const shift = roomFor(moving, staying, most, gapOf(flowOf(context.document, context.scope)));
  if (shift === 0) return new Map();
  return new Map([...moved].map(([id, { x, y }]) => [id, { x, y: y - shift }]));
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
  const bottom = ({ y, height }: Box) => y + height;
  const fromLowest = [...staying].sort((a, b) => bottom(b) - bottom(a));
  let room = Math.max(0, most);
  let next = 0;
  // From the lowest up, so that of all cards only those that end where the box would come to are looked at.
  for (const box of [...moved].sort((a, b) => b.y - a.y)) {
    while (next < fromLowest.length && bottom(fromLowest[next] ?? box) > box.y) next += 1;
    for (let at = next; at < fromLowest.length; at += 1) {
      const other = fromLowest[at];
      if (other === undefined || box.y - bottom(other) - gap >= room) break;
      const isBeside = other.x >= box.x + box.width || box.x >= other.x + other.width;
      if (!isBeside) room = Math.min(room, Math.max(0, box.y - bottom(other) - gap));
    }
  }
  return room;
}
