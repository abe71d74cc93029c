import { useRef } from 'react';
import type { CanvasNode } from './projection';
import type { Places } from './use-tween';

interface Dragged {
  /** The nodes while dragging; the same set for as long as these are. */
  readonly ids: ReadonlySet<string>;
  /** how far they have been dragged, as an SVG transform. */
  readonly shift: string | undefined;
  /** The nodes where they were before the drag, the same list for as long as they are dragged. */
  readonly atRest: readonly CanvasNode[];
}

const NONE: ReadonlySet<string> = new Set();

/** What is dragged, so that what is drawn of it is moved as a whole instead of being computed for every move. */
export function useDragged(nodes: readonly CanvasNode[], dragged: Places | null): Dragged {
  const ids = useRef(NONE);
  const atRest = useRef(nodes);
  if (dragged === null) {
    ids.current = NONE;
    atRest.current = nodes;
    return { ids: NONE, shift: undefined, atRest: nodes };
  }
  const isSame = ids.current.size === dragged.size && [...dragged.keys()].every((id) => ids.current.has(id));
  if (!isSame) ids.current = new Set(dragged.keys());
  const first = atRest.current.find(({ id }) => dragged.has(id));
  const place = first === undefined ? undefined : dragged.get(first.id);
  const shift =
    first === undefined || place === undefined
      ? undefined
      : `translate(${place.x - first.position.x} ${place.y - first.position.y})`;
  return { ids: ids.current, shift, atRest: atRest.current };
}
