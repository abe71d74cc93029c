import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { usePreferences } from '../../store/bridge/preferences';
import type { Box } from '../../store/edits/placing';
import { isInView, VIEW_MARGIN } from './fit-viewport';

export interface TextSizeOptions {
  readonly regionRef: { readonly current: HTMLElement | null };
  /** The box around the network; null for an empty one. */
  readonly bounds: () => Box | null;
  readonly refit: () => void;
}

const textScale = () => usePreferences.getState().settings.textScale;

/**
 * Larger text makes wider panels, a smaller canvas and larger cards. A network that could be seen as a whole is fitted into what is left;
 * otherwise what was in the middle stays there, as much larger.
 */
export function useTextSize(options: TextSizeOptions): void {
  const { getViewport, setViewport } = useReactFlow();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const region = latest.current.regionRef.current;
    if (region === null) return;
    let size = region.getBoundingClientRect();
    let scale = textScale();
    const observer = new ResizeObserver(() => {
      const before = size;
      size = region.getBoundingClientRect();
      if (scale === textScale()) return;
      const growth = textScale() / scale;
      scale = textScale();
      const { bounds, refit } = latest.current;
      const box = bounds();
      const { x, y, zoom } = getViewport();
      if (box !== null && isInView(box, before, { x, y, zoom })) {
        refit();
        return;
      }
      // A chain that is scrolled keeps its width in view.
      const isNarrow = box !== null && isInView({ ...box, y: -y / zoom, height: 0 }, before, { x, y, zoom });
      const widest = isNarrow ? (size.width - VIEW_MARGIN.left - VIEW_MARGIN.right) / box.width : Infinity;
      const grown = Math.min(growth, widest / zoom);
      void setViewport({
        x: size.width / 2 - (before.width / 2 - x) * grown,
        y: size.height / 2 - (before.height / 2 - y) * grown,
        zoom: zoom * grown,
      });
    });
    observer.observe(region);
    return () => observer.disconnect();
  }, [getViewport, setViewport]);
}
