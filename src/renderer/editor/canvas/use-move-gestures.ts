import { type NodeChange, type OnNodeDrag, useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Position } from '../../../graph-runtime/document/document';
import { type Wire, wiresOf } from '../../store/document/network';
import { noteIdOf, noteKey } from '../../store/document/notes';
import { carriedBy } from '../../store/edits/arrange';
import { moveElements, spliceNode } from '../../store/edits/nodes';
import { type Box, boxesOf } from '../../store/edits/placing';
import { canSplice } from '../../store/edits/wires';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { boundsOf } from './fit-viewport';
import type { CanvasNode } from './projection';
import { type Guide, snapBox } from './snap';
import type { Places } from './use-tween';
import { pointOf, wireAt } from './wire-at';

/** Window pixels within which a dragged node is drawn to an alignment. */
const SNAP_PIXELS = 6;
const NO_GUIDES: readonly Guide[] = [];

/** The wire onto which a dragged node would be put: only a node that has no wires yet is. */
function spliceTarget(event: MouseEvent | TouchEvent, dragged: readonly CanvasNode[]): Wire | null {
  const [node] = dragged;
  if (node === undefined || dragged.length !== 1 || node.type === 'note') return null;
  const context = currentEditContext();
  const isLoose = wiresOf(context.document, context.scope).every(
    (wire) => wire.from.id !== node.id && wire.to.id !== node.id,
  );
  if (!isLoose || !canSplice(context.document, node.data.spec.type)) return null;
  return wireAt(pointOf(event));
}

/** What a drag knows from its first move on; nothing else moves meanwhile. */
interface Drag {
  /** Where the nodes were, with their sizes. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly others: readonly Box[];
  readonly places: Map<string, Position>;
  /** Nodes that lie in a dragged frame and go with it, and where they lie from the frame's corner. */
  readonly carried: readonly { readonly id: string; readonly frame: string; readonly offset: Position }[];
}

function startDrag(ids: ReadonlySet<string>): Drag {
  const context = currentEditContext();
  const boxes = boxesOf(context);
  const carried = [...carriedBy(context, new Set([...ids].flatMap((key) => noteIdOf(key) ?? [])))].flatMap(
    ([id, { id: frame, position }]) => {
      const box = boxes.get(id);
      if (ids.has(id) || box === undefined) return [];
      return [{ id, frame: noteKey(frame), offset: { x: box.x - position.x, y: box.y - position.y } }];
    },
  );
  const moving = new Set([...ids, ...carried.map(({ id }) => id)]);
  const others = [...boxes].filter(([id]) => !moving.has(id)).map(([, box]) => box);
  return { boxes, others, places: new Map(), carried };
}

/** Takes along what lies in a dragged frame. */
function carry(drag: Drag): void {
  for (const { id, frame, offset } of drag.carried) {
    const corner = drag.places.get(frame);
    if (corner !== undefined) drag.places.set(id, { x: corner.x + offset.x, y: corner.y + offset.y });
  }
}

function snapped(drag: Drag, zoom: number): { places: Map<string, Position>; guides: readonly Guide[] } {
  const boxes = [...drag.places].flatMap(([id, place]) => {
    const box = drag.boxes.get(id);
    return box === undefined ? [] : [{ ...box, ...place }];
  });
  const bounds = boundsOf(boxes);
  if (bounds === null) return { places: drag.places, guides: NO_GUIDES };
  const { dx, dy, guides } = snapBox(bounds, drag.others, SNAP_PIXELS / zoom);
  const places = new Map([...drag.places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
  return { places, guides };
}

/**
 * Moving nodes by hand: while they are dragged only the canvas knows; letting go is one entry of the history. Nodes are drawn
 * to the lines of others; with Alt they are not.
 */
export function useMoveGestures(
  setDragged: (places: Places | null) => void,
  onSelect: (changes: readonly NodeChange<CanvasNode>[]) => void,
) {
  const { getZoom } = useReactFlow();
  const drag = useRef<Drag | null>(null);
  const draggedPlaces = useRef<Map<string, Position> | null>(null);
  const isFree = useRef(false);
  const [guides, setGuides] = useState(NO_GUIDES);
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      onSelect(changes);
      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.position !== undefined && change.dragging === true
          ? [{ id: change.id, position: change.position }]
          : [],
      );
      if (moves.length === 0) return;
      drag.current ??= startDrag(new Set(moves.map((move) => move.id)));
      for (const { id, position } of moves) drag.current.places.set(id, position);
      carry(drag.current);
      const result = isFree.current
        ? { places: new Map(drag.current.places), guides: NO_GUIDES }
        : snapped(drag.current, getZoom());
      draggedPlaces.current = result.places;
      setDragged(result.places);
      setGuides(result.guides);
    },
    [onSelect, setDragged, getZoom],
  );
  const onNodeDrag: OnNodeDrag<CanvasNode> = useCallback((event, _node, dragged) => {
    isFree.current = event.altKey;
    useView.getState().showDropWire(spliceTarget(event, dragged)?.key ?? null);
  }, []);
  const onNodeDragStop: OnNodeDrag<CanvasNode> = useCallback(
    (event, _node, dragged) => {
      const places = draggedPlaces.current;
      draggedPlaces.current = null;
      drag.current = null;
      const wire = spliceTarget(event, dragged);
      useView.getState().showDropWire(null);
      if (places !== null) commitMove(places, wire);
      setDragged(null);
      setGuides(NO_GUIDES);
    },
    [setDragged],
  );
  const gestures = useMemo(
    () => ({ onNodesChange, onNodeDrag, onNodeDragStop }),
    [onNodesChange, onNodeDrag, onNodeDragStop],
  );
  return { gestures, guides };
}

function commitMove(places: ReadonlyMap<string, Position>, wire: Wire | null): void {
  const context = currentEditContext();
  const [only] = places;
  if (wire !== null && only !== undefined && places.size === 1)
    performEdit(spliceNode(context, only[0], wire, only[1]));
  else performEdit(moveElements(context, places));
}
