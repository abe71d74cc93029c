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
  /** Shows all of the network, or (not whole) as it is first seen: from its beginning where all of it could not be read. */
  readonly refit: (isWhole: boolean) => void;
  /** The view of the network as it is first seen, when that was what was shown last; null after another. */
  readonly firstView: () => Viewport | null;
}

/** Within this time after the window's own change, the panels take their new sizes. In milliseconds. */
const PANELS_FOLLOW = 250;
/** The window's edge rests when it has not moved for this long. In milliseconds. */
const AT_REST = 60;

const textScale = () => usePreferences.getState().settings.textScale;

/**
 * Another size of the window or of the text is another canvas: larger text makes wider panels and larger cards. A network that could be seen as a
 * whole is fitted into what there is then, as long as its text can be read; otherwise what was in the middle stays there as the text grows, and a
 * larger window shows more at its right and below. What would leave the canvas is kept in sight. Panels that open move nothing.
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
    const keepView = createViewKeeper();
    let resting: number | undefined;
    let isForReading = false;
    const isFirstView = () => {
      const first = latest.current.firstView();
      return first !== null && isSame(first, getViewport());
    };
    const isFitted = (box: Box | null, before: Size) =>
      box !== null && (isInView(box, before, getViewport()) || isFirstView());
    const refit = () => {
      resting = undefined;
      const isWhole = !isForReading;
      isForReading = false;
      latest.current.refit(isWhole);
    };
    const onWindowResize = () => {
      resizedAt = performance.now();
    };
    const observer = new ResizeObserver(() => {
      const before = { region: size, scale };
      size = region.getBoundingClientRect();
      scale = textScale();
      const isOfText = scale !== before.scale;
      const isOfWindow = performance.now() - resizedAt < PANELS_FOLLOW;
      if (!isOfText && !isOfWindow) return;
      const box = latest.current.bounds();
      if (resting !== undefined || isFitted(box, before.region)) {
        isForReading ||= isOfText || isFirstView();
        window.clearTimeout(resting);
        resting = window.setTimeout(refit, isOfText ? 0 : AT_REST);
      } else if (box !== null) {
        const viewport = getViewport();
        const kept = keepView(viewport, { before, now: { region: size, scale }, box });
        if (!isSame(kept, viewport)) void setViewport(kept);
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

/** A canvas and the size of the text on it. */
interface Sizes {
  readonly region: Size;
  readonly scale: number;
}

interface Change {
  readonly before: Sizes;
  readonly now: Sizes;
  readonly box: Box;
}

/** What somebody chose to see, and in which sizes. */
interface Chosen extends Sizes {
  readonly viewport: Viewport;
}

/**
 * What was in the middle stays there, as much larger as the text; a chain that is scrolled keeps its width in view. Each view follows from the one
 * that somebody chose last: when window and text have their sizes back, so has the network its place, however often they changed in between.
 */
export function createViewKeeper(): (viewport: Viewport, change: Change) => Viewport {
  let chosen: Chosen | null = null;
  let last: Viewport | null = null;
  return (viewport, { before, now, box }) => {
    if (chosen === null || last === null || !isSame(viewport, last)) chosen = { ...before, viewport };
    const grown = growAround(chosen, now, box);
    last = keepInSight(box, { region: now.region, viewport: grown }, chosen);
    return last;
  };
}

function growAround({ viewport, region, scale }: Chosen, now: Sizes, box: Box): Viewport {
  if (scale === now.scale) return viewport;
  const { x, y, zoom } = viewport;
  const isNarrow = isInView({ ...box, y: -y / zoom, height: 0 }, region, viewport);
  const widest = isNarrow ? (now.region.width - VIEW_MARGIN.left - VIEW_MARGIN.right) / box.width : Infinity;
  const shown = Math.min((zoom * now.scale) / scale, widest);
  const growth = shown / zoom;
  return {
    x: now.region.width / 2 - (region.width / 2 - x) * growth,
    y: now.region.height / 2 - (region.height / 2 - y) * growth,
    zoom: shown,
  };
}

function isSame(one: Viewport, other: Viewport): boolean {
  return (['x', 'y', 'zoom'] as const).every((key) => Math.abs(one[key] - other[key]) < 1e-6);
}
