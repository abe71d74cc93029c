import { useOnViewportChange, useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { Position } from '../../../graph-runtime/document/document';
import type { Box } from '../../store/edits/placing';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import type { CanvasNode } from './projection';
import { boxOfNode } from './SimplifiedNodes';

/** More cards than this are drawn together where nothing on them can be read. */
const MOST_ELEMENTS = 1_000;

interface SimplifiedNodes {
  readonly isSimplified: boolean;
  /** What React Flow is given: every node, but all cards hidden except the one at the pointer. */
  readonly shown: CanvasNode[];
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/**
 * Of a large network that is seen from far away, React Flow gets to draw the one card that can be clicked or dragged: the one at the
 * pointer. It still knows all of them, so that what is selected is dragged together; `useBoxSelection` does for the hidden ones what React
 * Flow does for those it draws.
 */
export function useSimplifiedNodes(
  nodes: CanvasNode[],
  isZoomedOut: boolean,
  isDragging: boolean,
): SimplifiedNodes {
  // A drag ends with the element it began with, wherever the view goes meanwhile.
  const wasSimplified = useRef(false);
  if (!isDragging) wasSimplified.current = isZoomedOut && nodes.length > MOST_ELEMENTS;
  const isSimplified = wasSimplified.current;
  const [atPointer, setAtPointer] = useState<string | null>(null);
  const pointer = useRef<Position | null>(null);
  const latest = useRef(nodes);
  latest.current = nodes;
  const look = () => {
    const at = pointer.current === null ? undefined : viewport()?.toCanvas(pointer.current);
    return at === undefined ? null : cardAt(latest.current, at);
  };
  const shown = useMemo(() => {
    if (!isSimplified) return nodes;
    return nodes.map((node) => (node.type === 'note' || node.id === atPointer ? node : hidden(node)));
  }, [nodes, isSimplified, atPointer]);
  // What is below a pointer that rests changes when the view or the network moves.
  useOnViewportChange({
    onEnd: () => {
      if (isSimplified && !isDragging) setAtPointer(look());
    },
  });
  return {
    isSimplified,
    shown,
    onPointerMove: ({ clientX, clientY, buttons, target }) => {
      if (!isSimplified) return;
      const isOnCanvas = target instanceof Element && target.closest('.react-flow__renderer') !== null;
      pointer.current = isOnCanvas ? { x: clientX, y: clientY } : null;
      // What is dragged stays there.
      if (buttons !== 0) return;
      const found = look();
      // The card is there before the button is pressed.
      if (found !== atPointer) flushSync(() => setAtPointer(found));
    },
    onPointerLeave: () => {
      pointer.current = null;
      setAtPointer(null);
    },
  };
}

/** The same object for the same node, so that React Flow has nothing to take over. */
const hidden = oncePer((node: CanvasNode): CanvasNode => ({ ...node, hidden: true }));

function isIn({ x, y, width, height }: Box, point: Position): boolean {
  return x <= point.x && point.x <= x + width && y <= point.y && point.y <= y + height;
}

/** The uppermost card at a point of the canvas: what is selected lies above the rest. */
function cardAt(nodes: readonly CanvasNode[], point: Position): string | null {
  let found: CanvasNode | null = null;
  for (const node of nodes) {
    if (node.type === 'note' || !isIn(boxOfNode(node), point)) continue;
    if (found?.selected !== true || node.selected === true) found = node;
  }
  return found?.id ?? null;
}

/** Whether two boxes have more than their borders in common. */
function isCrossing(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Selects what is in the box that is being drawn, as React Flow does for the cards it draws. */
export function useBoxSelection(nodes: readonly CanvasNode[], isActive: boolean): void {
  const store = useStoreApi();
  const rectangle = useStore((state) => (state.userSelectionActive ? state.userSelectionRect : null));
  const latest = useRef(nodes);
  latest.current = nodes;
  const wasDrawing = useRef(false);
  useEffect(() => {
    if (!isActive) return;
    if (rectangle !== null) {
      const [left, top, zoom] = store.getState().transform;
      const box = {
        x: (rectangle.x - left) / zoom,
        y: (rectangle.y - top) / zoom,
        width: rectangle.width / zoom,
        height: rectangle.height / zoom,
      };
      const inside = latest.current.filter((node) => isCrossing(boxOfNode(node), box));
      useView.getState().select(inside.map(({ id }) => id));
    } else if (wasDrawing.current) {
      // The box around what is selected, by which it can be dragged.
      store.setState({ nodesSelectionActive: useView.getState().selectedNodes.size > 0 });
    }
    wasDrawing.current = rectangle !== null;
  }, [rectangle, isActive, store]);
}
