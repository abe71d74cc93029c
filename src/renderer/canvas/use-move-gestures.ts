import type { NodeChange, OnNodeDrag } from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import type { Position } from '../../graph-runtime/document/document';
import { useDocument } from '../store/document';
import { type Wire, wiresOf } from '../store/network';
import { currentStage, performStep } from '../store/stage';
import { moveNodes, setNote, spliceNode } from '../store/steps/nodes';
import { canSplice } from '../store/steps/wires';
import { useView } from '../store/view';
import { type CanvasNode, NOTE_PREFIX } from './projection';
import type { Places } from './use-tween';
import { pointOf, wireAt } from './wire-at';

/** The wire onto which a dragged node would be put: only a node that has no wires yet is. */
function spliceTarget(event: MouseEvent | TouchEvent, dragged: readonly CanvasNode[]): Wire | null {
  const [node] = dragged;
  if (node === undefined || dragged.length !== 1 || node.type === 'note') return null;
  const stage = currentStage();
  const isLoose = wiresOf(stage.document, stage.scope).every(
    (wire) => wire.from.id !== node.id && wire.to.id !== node.id,
  );
  if (!isLoose || !canSplice(stage.document, node.data.spec.type)) return null;
  return wireAt(pointOf(event));
}

/** Moving nodes by hand: while they are in the hand only the canvas knows; letting go is one step in the history. */
export function useMoveGestures(
  setHeld: (places: Places | null) => void,
  onSelect: (changes: readonly NodeChange<CanvasNode>[]) => void,
) {
  const held = useRef<Map<string, Position> | null>(null);
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      onSelect(changes);
      let isMoved = false;
      for (const change of changes) {
        if (change.type !== 'position' || change.position === undefined || change.dragging !== true) continue;
        held.current ??= new Map();
        held.current.set(change.id, change.position);
        isMoved = true;
      }
      if (isMoved && held.current !== null) setHeld(new Map(held.current));
    },
    [onSelect, setHeld],
  );
  const onNodeDrag: OnNodeDrag<CanvasNode> = useCallback((event, _node, dragged) => {
    useView.getState().showDropWire(spliceTarget(event, dragged)?.key ?? null);
  }, []);
  const onNodeDragStop: OnNodeDrag<CanvasNode> = useCallback(
    (event, _node, dragged) => {
      const places = held.current;
      held.current = null;
      const wire = spliceTarget(event, dragged);
      useView.getState().showDropWire(null);
      if (places !== null) commitMove(places, wire);
      setHeld(null);
    },
    [setHeld],
  );
  return useMemo(
    () => ({ onNodesChange, onNodeDrag, onNodeDragStop }),
    [onNodesChange, onNodeDrag, onNodeDragStop],
  );
}

function commitMove(places: ReadonlyMap<string, Position>, wire: Wire | null): void {
  const stage = currentStage();
  const nodes = new Map([...places].filter(([id]) => !id.startsWith(NOTE_PREFIX)));
  const [only] = nodes;
  if (wire !== null && only !== undefined && nodes.size === 1) {
    performStep(spliceNode(stage, only[0], wire, only[1]));
    return;
  }
  const gesture = 'move';
  if (nodes.size > 0) performStep(moveNodes(stage, nodes), gesture);
  for (const [id, position] of places) {
    const note = id.startsWith(NOTE_PREFIX)
      ? stage.document.notes.find((candidate) => `${NOTE_PREFIX}${candidate.id}` === id)
      : undefined;
    if (note === undefined) continue;
    const rounded = { x: Math.round(position.x), y: Math.round(position.y) };
    performStep(setNote({ ...note, position: rounded }, false), gesture);
  }
  useDocument.getState().endGesture();
}
