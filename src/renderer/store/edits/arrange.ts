import type { Flow, NoteSpec, Position } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { flowEdits, flowOf } from '../document/flow';
import { findNode } from '../document/network';
import { nodeSize } from '../document/node-size';
import { notesOf } from '../document/notes';
import { type Box, boxesOf, fixPositions, moveEdit, wholePlace } from './placing';
import type { EditContext, UserEdit } from './user-edit';

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'horizontal' | 'vertical';

/**
 * Takes nodes to the places an automatic layout found, and frames along with the nodes in them. `flow`: the way the scope is to
 * flow from now on.
 */
export function arrange(context: EditContext, places: ReadonlyMap<string, Position>, flow?: Flow): UserEdit {
  const moving = new Set(places.keys());
  const turns = flow === undefined ? [] : flowEdits(context.document, context.scope, flow);
  return {
    label: { key: flow === undefined ? 'arrange' : flow === 'down' ? 'layoutDown' : 'layoutRight' },
    edits: [
      ...turns,
      ...fixPositions(context, moving),
      ...[...places].map(([id, place]) => moveEdit(context.scope, id, place)),
      ...frameEdits(context, places, flow),
    ],
  };
}

/** Takes some nodes to the places a layout of them alone found, around the middle of where they were. */
export function arrangeSelection(context: EditContext, places: ReadonlyMap<string, Position>): UserEdit {
  return arrange(context, shifted(places, context.positions));
}

/** The places moved so that their middle is where the middle of the same nodes was. */
function shifted(
  places: ReadonlyMap<string, Position>,
  before: ReadonlyMap<string, Position>,
): Map<string, Position> {
  const ids = [...places.keys()].filter((id) => before.has(id));
  const middle = (of: ReadonlyMap<string, Position>): Position => ({
    x: ids.reduce((sum, id) => sum + (of.get(id)?.x ?? 0), 0) / Math.max(1, ids.length),
    y: ids.reduce((sum, id) => sum + (of.get(id)?.y ?? 0), 0) / Math.max(1, ids.length),
  });
  const from = middle(places);
  const to = middle(before);
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x - from.x + to.x, y: y - from.y + to.y }]));
}

/** A scope of which the document holds no places is laid out the other way by the canvas itself. */
export function turnFlow(context: EditContext, flow: Flow): UserEdit {
  return {
    label: { key: flow === 'down' ? 'layoutDown' : 'layoutRight' },
    edits: flowEdits(context.document, context.scope, flow),
  };
}

/**
 * Room between a frame and what is in it; more at the top, where its title is, but less than the gap that a layout leaves to the card
 * above (`gapOf`): frames lie behind the cards.
 */
export const FRAME_PADDING = { side: 24, top: 32 } as const;

/** The frame around boxes. */
export function frameAround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.x)) - FRAME_PADDING.side;
  const top = Math.min(...boxes.map((box) => box.y)) - FRAME_PADDING.top;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + FRAME_PADDING.side;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + FRAME_PADDING.side;
  return {
    ...wholePlace({ x: left, y: top }),
    width: Math.round(right - left),
    height: Math.round(bottom - top),
  };
}

function isInside(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}

/** The nodes that lie in the frames of these ids and go with them, and each one's frame. */
export function carriedBy(
  context: EditContext,
  frameIds: ReadonlySet<string>,
): ReadonlyMap<string, NoteSpec> {
  const frames = notesOf(context.document, context.scope).filter(
    (note) => note.kind === 'frame' && frameIds.has(note.id),
  );
  const carried = new Map<string, NoteSpec>();
  if (frames.length === 0) return carried;
  for (const [id, box] of boxesOf(context)) {
    const frame = frames.find((note) => isInside(box, { ...note.position, ...note.size }));
    if (frame !== undefined) carried.set(id, frame);
  }
  return carried;
}

/** Frames stay around the nodes they were drawn around. */
function frameEdits(
  context: EditContext,
  places: ReadonlyMap<string, Position>,
  flow?: Flow,
): DocumentEdit[] {
  const before = boxesOf(context);
  return notesOf(context.document, context.scope).flatMap((note): DocumentEdit[] => {
    if (note.kind !== 'frame') return [];
    const frame = { ...note.position, ...note.size };
    const inside = [...before].filter(([, box]) => isInside(box, frame)).map(([id]) => id);
    if (!inside.some((id) => places.has(id))) return [];
    const boxes = inside.flatMap((id) => {
      const box = before.get(id);
      const node = findNode(context.document, context.scope, id);
      if (box === undefined || node === undefined) return [];
      const size = nodeSize(context.document, node, flow ?? flowOf(context.document, context.scope));
      return [{ ...(places.get(id) ?? box), ...size }];
    });
    const { x, y, width, height } = frameAround(boxes);
    return [
      { kind: 'set-note', id: note.id, note: { ...note, position: { x, y }, size: { width, height } } },
    ];
  });
}

function selectedBoxes(context: EditContext, ids: ReadonlySet<string>): [string, Box][] {
  return [...boxesOf(context)].filter(([id]) => ids.has(id));
}

/** Brings one edge, or the middle, of the nodes onto one line. */
export function align(context: EditContext, ids: ReadonlySet<string>, alignment: Alignment): UserEdit {
  const boxes = selectedBoxes(context, ids);
  const all = boxes.map(([, box]) => box);
  const left = Math.min(...all.map((box) => box.x));
  const right = Math.max(...all.map((box) => box.x + box.width));
  const top = Math.min(...all.map((box) => box.y));
  const bottom = Math.max(...all.map((box) => box.y + box.height));
  const place: Record<Alignment, (box: Box) => Position> = {
    left: (box) => ({ x: left, y: box.y }),
    center: (box) => ({ x: (left + right - box.width) / 2, y: box.y }),
    right: (box) => ({ x: right - box.width, y: box.y }),
    top: (box) => ({ x: box.x, y: top }),
    middle: (box) => ({ x: box.x, y: (top + bottom - box.height) / 2 }),
    bottom: (box) => ({ x: box.x, y: bottom - box.height }),
  };
  const edits = boxes.map(([id, box]) => moveEdit(context.scope, id, place[alignment](box)));
  return { label: { key: 'align' }, edits: [...fixPositions(context, ids), ...edits] };
}

/** Makes the gaps between nodes equal; the outermost two stay. */
export function distribute(context: EditContext, ids: ReadonlySet<string>, axis: Axis): UserEdit {
  const start = axis === 'horizontal' ? 'x' : 'y';
  const extent = axis === 'horizontal' ? 'width' : 'height';
  const boxes = selectedBoxes(context, ids).sort(([, a], [, b]) => a[start] - b[start]);
  const edits: DocumentEdit[] = [];
  const first = boxes[0]?.[1];
  const last = boxes[boxes.length - 1]?.[1];
  if (first !== undefined && last !== undefined && boxes.length > 2) {
    const inner = boxes.slice(1, -1).reduce((sum, [, box]) => sum + box[extent], 0);
    const gap = (last[start] - first[start] - first[extent] - inner) / (boxes.length - 1);
    let at = first[start] + first[extent] + gap;
    for (const [id, box] of boxes.slice(1, -1)) {
      edits.push(
        moveEdit(context.scope, id, axis === 'horizontal' ? { x: at, y: box.y } : { x: box.x, y: at }),
      );
      at += box[extent] + gap;
    }
  }
  return { label: { key: 'distribute' }, edits: [...fixPositions(context, ids), ...edits] };
}
