import { getNodesBounds, type ReactFlowInstance, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Position } from '../../graph-runtime/document/document';
import { nodesOf } from '../store/network';
import { nodeSize } from '../store/node-size';
import type { Box } from '../store/steps/placing';
import type { CanvasEdge, CanvasNode } from './projection';
import type { CanvasModel } from './use-canvas-model';
import { registerViewport, type ViewportApi } from './viewport-api';

/** Free canvas around what is fitted into view, in window pixels. */
const MARGIN = { top: 64, right: 40, bottom: 64, left: 40 };
/** Smaller than this nothing can be read: then the beginning is shown, not everything. */
const READABLE_ZOOM = 0.55;
const FAR_ZOOM = 0.42;

type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>;

function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

function modelBoxes(model: CanvasModel): Box[] {
  return nodesOf(model.document, model.scope).flatMap((node) => {
    const position = model.layout.positions.get(node.id);
    return position === undefined ? [] : [{ ...position, ...nodeSize(model.document, node) }];
  });
}

/** The viewport that shows `bounds`: all of it, or from the top on where that would be too small to read. */
export function viewportFor(
  bounds: Box,
  region: { width: number; height: number },
  options: { readonly isWhole: boolean; readonly largestZoom: number },
): { x: number; y: number; zoom: number } {
  const width = Math.max(1, region.width - MARGIN.left - MARGIN.right);
  const height = Math.max(1, region.height - MARGIN.top - MARGIN.bottom);
  const fitting = Math.min(width / bounds.width, height / bounds.height, options.largestZoom);
  const isCut = !options.isWhole && fitting < READABLE_ZOOM;
  const zoom = isCut ? Math.min(READABLE_ZOOM * 1.3, Math.max(READABLE_ZOOM, width / bounds.width)) : fitting;
  const centred = (extent: number, start: number, free: number, margin: number) =>
    margin + (free - extent * zoom) / 2 - start * zoom;
  return {
    x: centred(bounds.width, bounds.x, width, MARGIN.left),
    y: isCut ? MARGIN.top - bounds.y * zoom : centred(bounds.height, bounds.y, height, MARGIN.top),
    zoom,
  };
}

/** Shows a document or a block from the start when it is opened, and lets commands move the viewport. */
export function useViewport(model: CanvasModel, isMotionReduced: boolean) {
  const regionRef = useRef<HTMLDivElement>(null);
  const flow: Flow = useReactFlow<CanvasNode, CanvasEdge>();
  const [isInitialized, setInitialized] = useState(false);
  const latest = useRef(model);
  latest.current = model;
  const duration = isMotionReduced ? 0 : 260;
  const showAll = useCallback(
    (isWhole: boolean, milliseconds: number) => {
      const bounds = boundsOf(modelBoxes(latest.current));
      const region = regionRef.current?.getBoundingClientRect();
      if (bounds === null || region === undefined) return;
      void flow.setViewport(viewportFor(bounds, region, { isWhole, largestZoom: 1 }), {
        duration: milliseconds,
      });
    },
    [flow],
  );
  const { key } = model;
  const { isReady } = model.layout;
  useEffect(() => {
    // Another document or another block: show it as it is first seen.
    if (isInitialized && isReady && key !== '') showAll(false, 0);
  }, [isInitialized, isReady, key, showAll]);
  useEffect(
    () => registerViewport(createApi(flow, regionRef, () => showAll(true, duration), duration)),
    [flow, showAll, duration],
  );
  return { regionRef, onInit: useCallback(() => setInitialized(true), []) };
}

function createApi(
  flow: Flow,
  regionRef: { readonly current: HTMLDivElement | null },
  fit: () => void,
  duration: number,
): ViewportApi {
  const centreOfWindow = (): Position => {
    const region = regionRef.current?.getBoundingClientRect();
    return region === undefined
      ? { x: 0, y: 0 }
      : { x: region.left + region.width / 2, y: region.top + region.height / 2 };
  };
  return {
    fit,
    zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration }),
    resetZoom: () => void flow.zoomTo(1, { duration }),
    show: (ids, options) => showNodes(flow, regionRef.current, ids, options?.zoom ?? false, duration),
    toCanvas: (point) => flow.screenToFlowPosition(point),
    toWindow: (point) => flow.flowToScreenPosition(point),
    centre: () => flow.screenToFlowPosition(centreOfWindow()),
    focus: () => regionRef.current?.focus({ preventScroll: true }),
  };
}

/** Moves the view only as far as needed to see the nodes; `isZooming` fills the view with them. */
function showNodes(
  flow: Flow,
  region: HTMLDivElement | null,
  ids: readonly string[],
  isZooming: boolean,
  duration: number,
): void {
  const nodes = ids.flatMap((id) => flow.getNode(id) ?? []);
  if (nodes.length === 0 || region === null) return;
  const bounds = getNodesBounds(nodes);
  const size = region.getBoundingClientRect();
  if (isZooming) {
    void flow.setViewport(viewportFor(bounds, size, { isWhole: true, largestZoom: 1.5 }), { duration });
    return;
  }
  const { x, y, zoom } = flow.getViewport();
  const shift = (start: number, extent: number, offset: number, free: number, margin: number): number => {
    const from = start * zoom + offset;
    const to = from + extent * zoom;
    if (from < margin) return margin - from;
    return to > free - margin ? free - margin - to : 0;
  };
  const dx = shift(bounds.x, bounds.width, x, size.width, MARGIN.left);
  const dy = shift(bounds.y, bounds.height, y, size.height, MARGIN.top);
  if (dx === 0 && dy === 0 && zoom >= FAR_ZOOM) return;
  void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration });
}

/** `far` where small print cannot be read any more. */
export function useZoomLevel(): 'near' | 'far' {
  return useStore((state) => (state.transform[2] < FAR_ZOOM ? 'far' : 'near'));
}
