import type { EdgeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import type { Flow } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useAnalysis } from '../../store/document/analysis';
import { findNode, type Wire } from '../../store/document/network';
import type { Size } from '../../store/document/node-size';
import { scopeAt } from '../../store/view/location';
import { nodeState, typeFrom } from '../../store/view/node-state';
import { useView } from '../../store/view/view';
import { wireProblems } from '../../store/view/wire-problems';
import { useCanvasRouting, useCanvasScope } from './canvas-context';
import { labelPlace, roundedPath, routeCorners } from './edge-route';
import type { CanvasEdge } from './projection';
import styles from './WireEdge.module.css';

const LABEL_HEIGHT = 17;
/** Width of a digit in the label's font; enough to size the label without measuring it. */
const LETTER_WIDTH = 6.9;
/** Corners from the automatic layout hold while both ends are within this distance of them. */
const ROUTE_TOLERANCE = 1.5;

/** A wire with the shape of what flows along it. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<CanvasEdge>) {
  const { id, data, selected } = props;
  const { location } = useCanvasScope();
  const corners = useCorners(props);
  const wire = data?.wire;
  const type = useAnalysis((analysis) =>
    wire === undefined ? null : typeFrom(analysis, location, wire.from),
  );
  const isWrong = useIsWrong(location, data);
  const isDropTarget = useView((state) => state.dropWire === id);
  const isMuted = useAnalysis((analysis) => wire !== undefined && isMutedWire(analysis, location, wire));
  const { obstacles } = useCanvasRouting();
  const text = type === null ? '?' : wireText(type.shape, obstacles.flow);
  const path = roundedPath(corners);
  const label = useMemo(() => labelPlace(corners, labelSize(text), obstacles), [corners, text, obstacles]);
  return (
    <g
      className={styles.wire}
      data-selected={selected ? '' : undefined}
      data-wrong={isWrong ? '' : undefined}
      data-silent={isMuted ? '' : undefined}
      data-drop={isDropTarget ? '' : undefined}
    >
      <path className={styles.reach} d={path} />
      <path className={`react-flow__edge-path ${styles.path}`} d={path} />
      <WireLabel
        text={text}
        x={label.x}
        y={label.y}
        isHidden={isMuted || isShort(props, text, obstacles.flow)}
      />
    </g>
  );
});

function useCorners(props: EdgeProps<CanvasEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY } = props;
  const { obstacles, routes, tracks } = useCanvasRouting();
  const track = tracks.get(id);
  return useMemo(() => {
    const from = { x: sourceX, y: sourceY };
    const to = { x: targetX, y: targetY };
    const route = routes?.get(id);
    const first = route?.[0];
    const last = route?.[route.length - 1];
    if (route !== undefined && isNear(first, from) && isNear(last, to)) return route;
    return routeCorners(from, to, obstacles, new Set([source, target]), track);
  }, [id, source, target, sourceX, sourceY, targetX, targetY, obstacles, routes, track]);
}

function isNear(a: { x: number; y: number } | undefined, b: { x: number; y: number }): boolean {
  return a !== undefined && Math.abs(a.x - b.x) < ROUTE_TOLERANCE && Math.abs(a.y - b.y) < ROUTE_TOLERANCE;
}

/** True when what this wire brings is what its target complains about. */
function useIsWrong(location: string, data: CanvasEdge['data']): boolean {
  return useAnalysis(
    (analysis) => data !== undefined && wireProblems(analysis, location, data.wire).length > 0,
  );
}

/** Nothing flows from or to a node that does not take part. */
function isMutedWire(analysis: NetworkAnalysis, location: string, wire: Wire): boolean {
  const scope = scopeAt(analysis, location);
  return [wire.from.id, wire.to.id].some((id) => {
    const node = findNode(analysis.document, scope, id);
    const state = node === undefined ? 'on' : nodeState(analysis, location, node);
    return state === 'muted' || state === 'cut';
  });
}

/** Beside one another the cards are apart by the width of the label: there the signs of multiplication need no room. */
function wireText(shape: readonly number[], flow: Flow): string {
  return flow === 'down' ? formatShape(shape) : formatShape(shape).replaceAll(' ', '');
}

/** Cards so near to one another that a straight wire between them has no room for its label. */
function isShort({ sourceX, sourceY, targetX, targetY }: EdgeProps, text: string, flow: Flow): boolean {
  if (flow === 'down') return targetY - sourceY < LABEL_HEIGHT + 6 && sourceX === targetX;
  return targetX - sourceX < labelSize(text).width + 6 && sourceY === targetY;
}

interface WireLabelProps {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly isHidden: boolean;
}

function labelSize(text: string): Size {
  return { width: text.length * LETTER_WIDTH + 12, height: LABEL_HEIGHT };
}

function WireLabel({ text, x, y, isHidden }: WireLabelProps) {
  if (isHidden) return null;
  const { width } = labelSize(text);
  return (
    <g className={styles.label} transform={`translate(${x - width / 2} ${y - LABEL_HEIGHT / 2})`}>
      <rect width={width} height={LABEL_HEIGHT} rx={LABEL_HEIGHT / 2} />
      <text x={width / 2} y={LABEL_HEIGHT / 2}>
        {text}
      </text>
    </g>
  );
}
