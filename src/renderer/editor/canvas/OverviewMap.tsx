import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { memo, type PointerEvent, useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { groupBy } from '../../../graph-runtime/collections/group-by';
import type { Box } from '../../store/edits/placing';
import { categoryOf } from '../../store/view/describe-node';
import styles from './CanvasOverlays.module.css';
import { boundsOf, isInView } from './fit-viewport';
import { pathOfBoxes } from './node-paths';
import type { CanvasNode } from './projection';
import { boxOfNode } from './SimplifiedNodes';

/** In pixels of the window. */
const SIZE = { width: 132, height: 96 } as const;
/** Free space around the network, as a part of the map's scale. */
const MARGIN = 5;
/** More cards than this are drawn without rounded corners, which nobody sees on this many. */
const MOST_ROUNDED = 500;
const RADIUS = 12;
/** How far a turn of the wheel zooms, for each pixel and each line. */
const WHEEL = { pixel: 0.002, line: 0.05 } as const;

/** What is seen of the canvas, as a text so that it is compared by value. */
const viewOf = ({ transform: [x, y, zoom], width, height }: Parameters<Parameters<typeof useStore>[0]>[0]) =>
  [-x / zoom, -y / zoom, width / zoom, height / zoom].join(' ');

/**
 * The network at a glance, and what of it is in view; dragged and turned like the canvas itself. React Flow's own map has an element and a
 * subscription for each card: with thousands of cards, most of the time of an edit went there.
 */
export function OverviewMap({ nodes }: { readonly nodes: readonly CanvasNode[] }) {
  const bounds = useMemo(() => boundsOf(nodes.map(boxOfNode)), [nodes]);
  return useIsNeeded(bounds) ? <ShownMap nodes={nodes} bounds={bounds} /> : null;
}

interface ShownMapProps {
  readonly nodes: readonly CanvasNode[];
  readonly bounds: Box | null;
}

function ShownMap({ nodes, bounds }: ShownMapProps) {
  const { t } = useTranslation('canvas');
  const titleId = useId();
  const [x = 0, y = 0, width = 0, height = 0] = useStore(viewOf).split(' ').map(Number);
  const view = { x, y, width, height };
  const shown = boundsOf(bounds === null ? [view] : [bounds, view]) ?? view;
  const scale = Math.max(shown.width / SIZE.width, shown.height / SIZE.height);
  const { svg, ...gestures } = useMapGestures(scale);
  const box = around(shown, scale);
  return (
    <Panel
      position="bottom-right"
      className={`react-flow__minimap ${styles.map}`}
      style={SIZE}
      data-testid="overview-map"
    >
      <svg
        ref={svg}
        {...SIZE}
        {...gestures}
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        className="react-flow__minimap-svg"
        role="img"
        aria-labelledby={titleId}
      >
        <title id={titleId}>{t('miniMap')}</title>
        <Shapes nodes={nodes} />
        <path
          className="react-flow__minimap-mask"
          d={pathOfBoxes([around(box, scale)]) + pathOfBoxes([view])}
          fillRule="evenodd"
          pointerEvents="none"
        />
      </svg>
    </Panel>
  );
}

/** Whether there is something outside of the view; and the canvas is so large that the map does not cover much of it. */
function useIsNeeded(bounds: Box | null): boolean {
  return useStore(({ transform: [x, y, zoom], width, height }) => {
    const isRoomy = width > 3.5 * SIZE.width && height > 3 * SIZE.height;
    return bounds !== null && isRoomy && !isInView(bounds, { width, height }, { x, y, zoom });
  });
}

/** The part of the canvas that the map shows: in the map's proportions, with free space around. */
function around(shown: Box, scale: number): Box {
  const width = scale * (SIZE.width + 2 * MARGIN);
  const height = scale * (SIZE.height + 2 * MARGIN);
  return {
    x: shown.x - (width - shown.width) / 2,
    y: shown.y - (height - shown.height) / 2,
    width: Math.max(width, shown.width),
    height: Math.max(height, shown.height),
  };
}

const Shapes = memo(function Shapes({ nodes }: { readonly nodes: readonly CanvasNode[] }) {
  const cards = nodes.filter((node) => node.type !== 'note');
  const radius = cards.length > MOST_ROUNDED ? 0 : RADIUS;
  const groups = groupBy(cards, (node) => ('spec' in node.data ? categoryOf(node.data.spec.type) : ''));
  return Array.from(groups, ([category, group]) => (
    <path
      key={category}
      className={styles.mapNodes}
      data-category={category}
      d={pathOfBoxes(group.map(boxOfNode), { radius })}
    />
  ));
});

/** Dragging moves the view, the wheel zooms it. `scale`: canvas units in a pixel of the map. */
function useMapGestures(scale: number) {
  const { getViewport, setViewport, getZoom, zoomTo } = useReactFlow();
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const map = svg.current;
    if (map === null) return;
    // React listens to the wheel passively: the page would scroll too.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      event.stopPropagation();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL.line : WHEEL.pixel;
      void zoomTo(getZoom() * 2 ** (-event.deltaY * unit));
    };
    map.addEventListener('wheel', onWheel, { passive: false });
    return () => map.removeEventListener('wheel', onWheel);
  }, [getZoom, zoomTo]);
  return {
    svg,
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const { x, y, zoom } = getViewport();
      const step = scale * zoom;
      void setViewport({ x: x - event.movementX * step, y: y - event.movementY * step, zoom });
    },
  };
}
