import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo, useRef } from 'react';
import { groupBy } from '../../../graph-runtime/collections/group-by';
import type { Position } from '../../../graph-runtime/document/document';
import { useCanvasRouting } from './canvas-context';
import { routeCorners } from './edge-route';
import { NO_OBSTACLES, NO_OBSTACLES_ACROSS } from './obstacles';
import type { CanvasEdge, CanvasNode } from './projection';
import styles from './SimplifiedEdges.module.css';
import { useDragged } from './use-dragged';
import type { Places } from './use-tween';

export interface SimplifiedEdgesProps {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
  /** Nodes being dragged: their wires are drawn apart from the others, which stay unchanged. */
  readonly dragged: Places | null;
}

/**
 * All wires as one line, for a view from so far away that they are no wider than a hair and their shapes cannot be read: a
 * thousand elements less to draw.
 */
export const SimplifiedEdges = memo(function SimplifiedEdges({
  nodes,
  edges,
  dragged,
}: SimplifiedEdgesProps) {
  const { ids, shift, atRest } = useDragged(nodes, dragged);
  const { resting, moving, carried } = useMemo(() => {
    const groups = groupBy(edges, ({ source, target }) => {
      if (!ids.has(source) && !ids.has(target)) return 'resting';
      return ids.has(source) && ids.has(target) ? 'carried' : 'moving';
    });
    const of = (name: 'resting' | 'moving' | 'carried') => groups.get(name) ?? NO_EDGES;
    return { resting: of('resting'), moving: of('moving'), carried: of('carried') };
  }, [edges, ids]);
  const placesAtRest = usePlaces(atRest);
  const places = usePlaces(moving.length === 0 ? atRest : nodes);
  return (
    <ViewportPortal>
      <svg className={styles.wires} aria-hidden="true">
        <Wires edges={resting} places={placesAtRest} isRouted={edges.length <= MOST_ROUTED.resting} />
        <Wires edges={moving} places={places} isRouted={moving.length <= MOST_ROUTED.moving} />
        <g transform={shift}>
          <Wires edges={carried} places={placesAtRest} isRouted={carried.length <= MOST_ROUTED.moving} />
        </g>
      </svg>
    </ViewportPortal>
  );
});

const NO_EDGES: readonly CanvasEdge[] = [];
const NONE = { down: NO_OBSTACLES, right: NO_OBSTACLES_ACROSS } as const;

type CardPlaces = ReadonlyMap<string, CanvasNode>;

/** The cards by id; the same map as long as none has moved, whatever else is new about them. */
function usePlaces(nodes: readonly CanvasNode[]): CardPlaces {
  const last = useRef<CardPlaces>(new Map());
  const isSame =
    nodes.length === last.current.size &&
    nodes.every((node) => {
      const before = last.current.get(node.id);
      return (
        before !== undefined &&
        before.position.x === node.position.x &&
        before.position.y === node.position.y &&
        before.handles?.length === node.handles?.length
      );
    });
  if (!isSame) last.current = new Map(nodes.map((node) => [node.id, node]));
  return last.current;
}

interface WiresProps {
  readonly edges: readonly CanvasEdge[];
  readonly places: CardPlaces;
  /** Whether the wires are led around cards. */
  readonly isRouted: boolean;
}

/**
 * More wires than this are not led around cards: at rest, because among thousands nobody can follow one; while moving, because that is for
 * every frame of a drag.
 */
const MOST_ROUTED = { resting: 2_000, moving: 300 } as const;

const Wires = memo(function Wires({ edges, places, isRouted }: WiresProps) {
  const routing = useCanvasRouting();
  const { routes, tracks } = routing;
  const obstacles = isRouted ? routing.obstacles : NONE[routing.obstacles.flow];
  const path = useMemo(
    () =>
      edges
        .map((edge) => {
          const from = portPlace(places, edge.source, edge.sourceHandle, 'source');
          const to = portPlace(places, edge.target, edge.targetHandle, 'target');
          if (from === null || to === null) return '';
          const route = routes?.get(edge.id);
          const isRoute =
            route !== undefined && isNear(route[0], from) && isNear(route[route.length - 1], to);
          const ends = new Set([edge.source, edge.target]);
          return lineThrough(isRoute ? route : routeCorners(from, to, obstacles, ends, tracks.get(edge.id)));
        })
        .join(''),
    [edges, places, obstacles, routes, tracks],
  );
  return <path className={styles.line} d={path} />;
});

function portPlace(
  places: CardPlaces,
  id: string,
  port: string | null | undefined,
  type: 'source' | 'target',
): Position | null {
  const node = places.get(id);
  const handle = node?.handles?.find((candidate) => candidate.id === port && candidate.type === type);
  if (node === undefined || handle === undefined) return null;
  return { x: node.position.x + handle.x + 0.5, y: node.position.y + handle.y + 0.5 };
}

function isNear(a: Position | undefined, b: Position): boolean {
  return a !== undefined && Math.abs(a.x - b.x) < 2 && Math.abs(a.y - b.y) < 2;
}

function lineThrough(corners: readonly Position[]): string {
  return corners
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${Math.round(x)},${Math.round(y)}`)
    .join('');
}
