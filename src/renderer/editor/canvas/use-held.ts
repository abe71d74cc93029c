import { useRef } from 'react';
import type { CanvasNode } from './projection';
import type { Places } from './use-tween';

interface Held {
  /** The nodes in the hand; the same set for as long as these are. */
  readonly ids: ReadonlySet<string>;
  /** How far they have been carried, as SVG says it: all of them as far. */
  readonly shift: string | undefined;
  /** The nodes where they were before they were taken up, the same list for as long as they are in the hand. */
  readonly atRest: readonly CanvasNode[];
}

const NONE: ReadonlySet<string> = new Set();

/** What is dragged, so that what is drawn of it is moved as a whole instead of being worked out for every move. */
export function useHeld(nodes: readonly CanvasNode[], held: Places | null): Held {
  const ids = useRef(NONE);
  const atRest = useRef(nodes);
  if (held === null) {
    ids.current = NONE;
    atRest.current = nodes;
    return { ids: NONE, shift: undefined, atRest: nodes };
  }
  const isSame = ids.current.size === held.size && [...held.keys()].every((id) => ids.current.has(id));
  if (!isSame) ids.current = new Set(held.keys());
  const first = atRest.current.find(({ id }) => held.has(id));
  const place = first === undefined ? undefined : held.get(first.id);
  const shift =
    first === undefined || place === undefined
      ? undefined
      : `translate(${place.x - first.position.x} ${place.y - first.position.y})`;
  return { ids: ids.current, shift, atRest: atRest.current };
}
