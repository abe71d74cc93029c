import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { usePreferences } from '../../store/bridge/preferences';
import type { Size } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';
import { isInView, keepInSight, VIEW_MARGIN, type Viewport } from './fit-viewport';

export interface CanvasSizeOptions {
  readonly regionRef: { readonly current: HTMLElement | null };
  /** The box around the network; null for an empty one. */
  readonly bounds: () => Box | null;
  readonly refit: () => void;
}

/** Within this time after the window's own change, the panels take their new sizes. In milliseconds. */
const PANELS_FOLLOW = 250;
/** The window's edge rests when it has not moved for this long. In milliseconds. */
const AT_REST = 60;

const textScale = () => usePreferences.getState().settings.textScale;

/**
 * Another size of the window or of the text is another canvas: larger text makes wider panels and larger cards. A network that could be seen as a
 * whole is fitted into what there is then; otherwise what was in the middle stays there as the text grows, and a larger window shows more at its right
 * and below. What would leave the canvas is kept in sight. Panels that open move nothing.
 */
export function useCanvasSize(options: CanvasSizeOptions): void {
  const { getViewport, setViewport } = useReactFlow();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const region = latest.current.regionRef.current;
    if (region === null) return;
    let size: Size = region.getBoundingClientRect();
    let scale = textScale();
    let resizedAt = Number.NEGATIVE_INFINITY;
    const keepCenter = createCenterKeeper();
    let resting: number | undefined;
    const isWhole = (box: Box | null, before: Size) => box !== null && isInView(box, before, getViewport());
    const refit = () => {
      resting = undefined;
      latest.current.refit();
    };
    const onWindowResize = () => {
      resizedAt = performance.now();
    };
    const observer = new ResizeObserver(() => {
      const before = size;
      size = region.getBoundingClientRect();
      const growth = textScale() / scale;
      scale = textScale();
      const isOfWindow = performance.now() - resizedAt < PANELS_FOLLOW;
      if (growth === 1 && !isOfWindow) return;
      const box = latest.current.bounds();
      if (resting !== undefined || isWhole(box, before)) {
        window.clearTimeout(resting);
        resting = window.setTimeout(refit, growth === 1 ? AT_REST : 0);
      } else if (box !== null) {
        const viewport = getViewport();
        const grown = growth === 1 ? viewport : keepCenter(viewport, { before, size, growth, box });
        const kept = keepInSight(box, { region: size, viewport: grown }, { region: before, viewport });
        if (kept.x !== viewport.x || kept.y !== viewport.y || kept.zoom !== viewport.zoom)
          void setViewport(kept);
      }
    });
    window.addEventListener('resize', onWindowResize);
    observer.observe(region);
    return () => {
      window.clearTimeout(resting);
      window.removeEventListener('resize', onWindowResize);
      observer.disconnect();
    };
  }, [getViewport, setViewport]);
}

interface Change {
  readonly before: Size;
  readonly size: Size;
  /** Of the text. */
  readonly growth: number;
  readonly box: Box | null;
}

/**
 * What was in the middle stays there, as much larger as the text. A chain that is scrolled keeps its width in view; when the text has its size back,
 * so has the chain.
 */
export function createCenterKeeper(): (viewport: Viewport, change: Change) => Viewport {
  /** The zoom that the width did not allow, and the one that is shown instead of it. */
  let wished = { zoom: 1, shown: Number.NaN };
  return ({ x, y, zoom }, { before, size, growth, box }) => {
    const isNarrow = box !== null && isInView({ ...box, y: -y / zoom, height: 0 }, before, { x, y, zoom });
    const widest = isNarrow ? (size.width - VIEW_MARGIN.left - VIEW_MARGIN.right) / box.width : Infinity;
    const wanted = growth * (Math.abs(wished.shown - zoom) < 1e-9 ? wished.zoom : zoom);
    const shown = Math.min(wanted, widest);
    wished = { zoom: wanted, shown };
    const grown = shown / zoom;
    return {
      x: size.width / 2 - (before.width / 2 - x) * grown,
      y: size.height / 2 - (before.height / 2 - y) * grown,
      zoom: shown,
    };
  };
}
