import { type ReactFlowState, useStore } from '@xyflow/react';
import { useCallback } from 'react';
import type { Position } from '../../../graph-runtime/document/document';
import { usePreferences } from '../../store/bridge/preferences';

/** How much of the cards can be read. The limits hold at the normal text size; larger text makes everything on the canvas as much larger. */
export const FAR_ZOOM = 0.42;
/** Not even the largest letters can be read. */
export const THUMBNAIL_ZOOM = 0.3;

export type ZoomLevel = 'near' | 'far' | 'tiny';

/** `far` where small print cannot be read any more, `tiny` where nothing can. */
export function useZoomLevel(): ZoomLevel {
  const scale = usePreferences(({ settings }) => settings.textScale);
  return useStore(({ transform: [, , zoom] }) => {
    if (zoom < THUMBNAIL_ZOOM * scale) return 'tiny';
    return zoom < FAR_ZOOM * scale ? 'far' : 'near';
  });
}

/** More cards than this have no room beside one another at zooms at which they can be read: they lie on one another. */
const MOST_READABLE = 500;
/** About the size of a card. */
const CARD = { width: 260, height: 52 } as const;

/** Whether this many cards are in view that none can be read, although they would be large enough. */
export function useIsCrowded(places: ReadonlyMap<string, Position>): boolean {
  return useStore(
    useCallback(
      ({ transform: [left, top, zoom], width, height }: ReactFlowState) => {
        if (places.size <= MOST_READABLE) return false;
        let count = 0;
        for (const { x, y } of places.values()) {
          const isInView =
            (x + CARD.width) * zoom + left > 0 &&
            x * zoom + left < width &&
            (y + CARD.height) * zoom + top > 0 &&
            y * zoom + top < height;
          if (isInView) count += 1;
        }
        return count > MOST_READABLE;
      },
      [places],
    ),
  );
}
