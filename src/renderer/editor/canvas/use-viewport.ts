import { getNodesBounds, type ReactFlowInstance, useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Flow as FlowDirection, Position } from '../../../graph-runtime/document/document';
import { usePreferences } from '../../store/bridge/preferences';
import { flowOf } from '../../store/document/flow';
import { nodesOf } from '../../store/document/network';
import type { Size } from '../../store/document/node-size';
import { useLayouts } from '../../store/layout/layouts';
import { registerViewport, type ShowOptions, type ViewportApi } from '../../store/view/viewport-api';
import { withNames } from './fit-names';
import {
  BREADCRUMB_MARGIN,
  besideControls,
  boundsOf,
  READABLE_ZOOM,
  shiftIntoView,
  VIEW_MARGIN,
  type Viewport,
  viewportFor,
  withRoomAhead,
} from './fit-viewport';
import { firstCard, modelBoxes, removedBoxes } from './model-boxes';
import type { CanvasEdge, CanvasNode } from './projection';
import type { CanvasModel } from './use-canvas-model';
import { useCanvasSize } from './use-canvas-size';
import { areaOf, viewportOfArea } from './visible-area';
import { FAR_ZOOM, THUMBNAIL_ZOOM } from './zoom-level';
import { type ZoomSteps, zoomSteps } from './zoom-steps';

/** With more cards than this the view jumps where it would pass through zooms at which hundreds of cards are drawn in full. */
const MOST_ON_THE_WAY = 1_000;
const LARGEST_FIT = 1;
const LARGEST_SELECTION = 1.5;
/** Of the canvas' width, what is shown to an audience. */
const LARGE_SHARE = 0.5;
/** At this zoom what was looked for is shown where it could not be read. */
const READING_ZOOM = 0.8;

type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>;

function topMargin(model: CanvasModel): number {
  return model.location === '' ? VIEW_MARGIN.top : BREADCRUMB_MARGIN;
}

/** The view of all of the network, or of its beginning where all could not be read; null before the canvas is there. */
function viewOfAll(model: CanvasModel, element: HTMLElement | null, isWhole: boolean): Viewport | null {
  const cards = [...modelBoxes(model), ...removedBoxes(model)];
  const bounds = boundsOf(cards);
  const scale = textScale();
  // An empty network: what is added first has its normal size.
  if (bounds === null) return { x: 0, y: 0, zoom: scale };
  if (element === null) return null;
  const region = element.getBoundingClientRect();
  const start = firstCard(cards, flowOf(model.document, model.scope));
  const options = { isWhole, largestZoom: LARGEST_FIT * scale, top: topMargin(model), scale, start };
  return besideControls(bounds, region, options, (fitted) => {
    const view = viewportFor(bounds, region, fitted);
    const hasNames = isWhole && view.zoom < THUMBNAIL_ZOOM * scale;
    return hasNames ? withNames(view, bounds, region, cards, fitted) : view;
  });
}

const nextFrames = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** Shows a document or a block from the start when it is opened, and lets commands move the viewport. */
export function useViewport(model: CanvasModel, isMotionReduced: boolean) {
  const regionRef = useRef<HTMLDivElement>(null);
  const flow: Flow = useReactFlow<CanvasNode, CanvasEdge>();
  const store = useStoreApi();
  const [isInitialized, setInitialized] = useState(false);
  const latest = useRef(model);
  latest.current = model;
  const duration = isMotionReduced ? 0 : 260;
  const firstView = useRef<Viewport | null>(null);
  const showAll = useCallback(
    (isWhole: boolean, milliseconds: number) => {
      const after = viewOfAll(latest.current, regionRef.current, isWhole);
      firstView.current = isWhole ? null : after;
      if (after !== null)
        void flow.setViewport(after, { duration: isHeavy(flow, after.zoom) ? 0 : milliseconds });
    },
    [flow],
  );
  const { key } = model;
  const { isReady } = model.layout;
  useEffect(() => {
    // Another document or another block: show it as it is first seen.
    if (isInitialized && isReady && key !== '') showAll(false, 0);
  }, [isInitialized, isReady, key, showAll]);
  const isEmpty = nodesOf(model.document, model.scope).length === 0;
  const wasEmpty = useRef(isEmpty);
  useEffect(() => {
    // The first node of an empty network is where there is room for what follows, unless the user has said where.
    const hasPlace = nodesOf(latest.current.document, latest.current.scope).some((node) => node.position);
    if (wasEmpty.current && !isEmpty && isReady && isInitialized && !hasPlace) showAll(false, 0);
    if (isEmpty || isReady) wasEmpty.current = isEmpty;
  }, [isEmpty, isReady, isInitialized, showAll]);
  const refit = useCallback(
    async (isWhole: boolean) => {
      const isChanged = await chooseColumns(latest.current, roomOf(regionRef.current));
      // The canvas has to take over the new places first.
      if (isChanged) await nextFrames();
      showAll(isWhole, duration);
    },
    [showAll, duration],
  );
  const fitAll = useCallback(() => void refit(true), [refit]);
  useCanvasSize({
    regionRef,
    bounds: () => boundsOf(modelBoxes(latest.current)),
    refit: (isWhole) => void refit(isWhole),
    firstView: () => firstView.current,
  });
  useEffect(() => {
    const show = (ids: readonly string[], options: ShowOptions) =>
      showNodes(flow, regionRef.current, ids, {
        ...options,
        ...{
          top: topMargin(latest.current),
          direction: flowOf(latest.current.document, latest.current.scope),
        },
        duration,
      });
    const steps = zoomSteps(flow, store.getState, duration);
    return registerViewport(createApi(flow, regionRef, { fitAll, show, steps, duration }));
  }, [flow, store, fitAll, duration]);
  return { regionRef, onInit: useCallback(() => setInitialized(true), []) };
}

interface ApiParts {
  readonly fitAll: () => void;
  readonly show: (ids: readonly string[], options: ShowOptions) => void;
  readonly steps: ZoomSteps;
  readonly duration: number;
}

function createApi(
  flow: Flow,
  regionRef: { readonly current: HTMLDivElement | null },
  { fitAll, show, steps, duration }: ApiParts,
): ViewportApi {
  const centerOfWindow = (): Position => {
    const region = regionRef.current?.getBoundingClientRect();
    if (region === undefined) return { x: 0, y: 0 };
    return { x: region.left + region.width / 2, y: region.top + region.height / 2 };
  };
  return {
    fit: () => {
      steps.end();
      fitAll();
    },
    zoomBy: steps.by,
    resetZoom: () => steps.to(textScale()),
    show: (ids, options) => {
      steps.end();
      show(ids, options ?? {});
    },
    room: () => roomOf(regionRef.current),
    toCanvas: (point) => flow.screenToFlowPosition(point),
    toWindow: (point) => flow.flowToScreenPosition(point),
    center: () => flow.screenToFlowPosition(centerOfWindow()),
    visibleArea: () => areaOf(flow.getViewport(), regionRef.current?.getBoundingClientRect()),
    showArea: (area) => {
      steps.end();
      const after = viewportOfArea(area, regionRef.current?.getBoundingClientRect());
      if (after !== null)
        void flow.setViewport(after, { duration: isHeavy(flow, after.zoom) ? 0 : duration });
    },
    focus: () => regionRef.current?.focus({ preventScroll: true }),
  };
}

/** The text size, which is the zoom at which cards have their normal size. */
const textScale = () => usePreferences.getState().settings.textScale;

function roomOf(region: HTMLElement | null): Size | null {
  if (region === null) return null;
  const { width, height } = region.getBoundingClientRect();
  const scale = textScale();
  return {
    width: Math.max(1, (width - VIEW_MARGIN.left - VIEW_MARGIN.right) / scale),
    height: Math.max(1, (height - VIEW_MARGIN.top - VIEW_MARGIN.bottom) / scale),
  };
}

/** Sets an automatic layout in as many columns as suit the canvas now; false where nothing has to move. */
async function chooseColumns(model: CanvasModel, room: Size | null): Promise<boolean> {
  const { generation, document, scope } = model;
  const isPlaced = nodesOf(document, scope).some((node) => node.position !== undefined);
  if (room === null || isPlaced) return false;
  return useLayouts.getState().chooseColumns(generation, document, scope, room);
}

interface ShowNodesOptions extends ShowOptions {
  readonly top: number;
  readonly direction: FlowDirection;
  readonly duration: number;
}

function showNodes(
  flow: Flow,
  region: HTMLElement | null,
  ids: readonly string[],
  options: ShowNodesOptions,
): void {
  const nodes = ids.flatMap((id) => flow.getNode(id) ?? []);
  if (nodes.length === 0 || region === null) return;
  const bounds = getNodesBounds(nodes);
  const size = region.getBoundingClientRect();
  const { top, duration } = options;
  const scale = textScale();
  const before = flow.getViewport();
  const fitted = (largest: number) =>
    viewportFor(bounds, size, { isWhole: true, largestZoom: largest * scale, top, scale });
  const isTooSmall = options.readable === true && before.zoom < READABLE_ZOOM * scale;
  const seen = options.ahead === true ? withRoomAhead(bounds, size, before.zoom, options.direction) : bounds;
  let after = shiftIntoView(seen, size, before, top);
  if (options.large === true) after = fitted((LARGE_SHARE * size.width) / bounds.width / scale);
  else if (options.zoom === true) after = fitted(LARGEST_SELECTION);
  else if (isTooSmall) after = fitted(READING_ZOOM);
  if (after.x !== before.x || after.y !== before.y || after.zoom !== before.zoom) {
    void flow.setViewport(after, { duration: isHeavy(flow, after.zoom) ? 0 : duration });
  }
}

/** Whether a motion to another zoom would take longer than it is meant to. */
function isHeavy(flow: Flow, zoom: number): boolean {
  const before = flow.getZoom();
  return (
    before !== zoom &&
    Math.min(before, zoom) < FAR_ZOOM * textScale() &&
    flow.getNodes().length > MOST_ON_THE_WAY
  );
}

/**
 * Marks the region while the view is being moved: then the network is a picture that is shifted, and is not drawn again for
 * every frame. At rest it is drawn sharply.
 */
export function useViewportMotion(regionRef: { readonly current: HTMLElement | null }) {
  return useMemo(
    () => ({
      onMoveStart: () => {
        if (regionRef.current !== null) regionRef.current.dataset.moving = '';
      },
      onMoveEnd: () => {
        if (regionRef.current !== null) delete regionRef.current.dataset.moving;
      },
    }),
    [regionRef],
  );
}
