import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { groupBy } from '../../../graph-runtime/collections/group-by';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { useAnalysis } from '../../store/document/analysis';
import { useNodeDifferences } from '../../store/document/difference';
import type { Box } from '../../store/edits/placing';
import { categoryOf } from '../../store/view/describe-node';
import { frozenState } from '../../store/view/learning-state';
import { nodeState } from '../../store/view/node-state';
import { useView } from '../../store/view/view';
import { nodeSeverity } from '../problems/use-node-problems';
import { useCanvasScope } from './canvas-context';
import { pathOfBoxes } from './node-paths';
import type { CanvasNode } from './projection';
import styles from './SimplifiedNodes.module.css';
import { useDragged } from './use-dragged';
import { useHeatShares } from './use-heat';
import type { Places } from './use-tween';

export interface SimplifiedNodesProps {
  readonly nodes: readonly CanvasNode[];
  readonly dragged: Places | null;
}

type Card = Exclude<CanvasNode, { type: 'note' }>;

/** Width of the ring around a selected card, in canvas units. */
const RING = 14;
/** The steps of the heat map that can be distinguished. */
const HEAT_STEPS = 16;

/**
 * All cards of a large network as a few shapes, one for those that look alike, for a view from so far away that a card is a colored box:
 * React Flow's own element for each of thousands takes seconds to make. What the pointer is on is its own card (`useCardAtPointer`).
 */
export const SimplifiedNodes = memo(function SimplifiedNodes({ nodes, dragged }: SimplifiedNodesProps) {
  const { ids, shift, atRest } = useDragged(nodes, dragged);
  const { resting, carried } = useMemo(() => {
    const cards = atRest.filter((node): node is Card => node.type !== 'note');
    return {
      resting: cards.filter(({ id }) => !ids.has(id)),
      carried: cards.filter(({ id }) => ids.has(id)),
    };
  }, [atRest, ids]);
  return (
    <ViewportPortal>
      <svg className={styles.nodes} aria-hidden="true" data-testid="simplified-nodes">
        <Cards cards={resting} />
        <g transform={shift}>
          <Cards cards={carried} />
        </g>
      </svg>
    </ViewportPortal>
  );
});

const Cards = memo(function Cards({ cards }: CardsProps) {
  const selected = useView((state) => state.selectedNodes);
  const rings = useMemo(
    () => pathOfBoxes(cards.filter(({ id }) => selected.has(id)).map(boxOfNode), { grown: RING }),
    [cards, selected],
  );
  return (
    <>
      <path className={styles.selected} d={rings} />
      <Faces cards={cards} />
      <Differences cards={cards} />
    </>
  );
});

/** The box of a node of React Flow's. */
export function boxOfNode({ position, width = 0, height = 0 }: CanvasNode): Box {
  return { ...position, width, height };
}

interface CardsProps {
  readonly cards: readonly Card[];
}

const Faces = memo(function Faces({ cards }: CardsProps) {
  const { location } = useCanvasScope();
  const analysis = useAnalysis((current) => current);
  const shares = useHeatShares(location);
  // While cards are moved, each looks as before.
  const faces = useMemo(() => {
    const known = new Map<NodeSpec, string>();
    return ({ id, data: { spec } }: Card): string => {
      const face = known.get(spec) ?? panelStateOf(analysis, location, spec, shares?.get(id) ?? null);
      known.set(spec, face);
      return face;
    };
  }, [analysis, location, shares]);
  const groups = useMemo(() => groupBy(cards, faces), [cards, faces]);
  return Array.from(groups, ([key, group]) => {
    const [category, state, frozen, severity, heat] = key.split(' ');
    return (
      <path
        key={key}
        className={styles.node}
        data-category={category}
        data-state={state}
        data-frozen={frozen === 'all' ? '' : undefined}
        data-severity={severity === '' ? undefined : severity}
        data-heat={heat === '' ? undefined : ''}
        fillOpacity={heat === '' ? undefined : 0.15 + (0.85 * Number(heat)) / HEAT_STEPS}
        d={pathOfBoxes(group.map(boxOfNode))}
      />
    );
  });
});

/** All that a card shows from far away, as one text. */
function panelStateOf(
  analysis: NetworkAnalysis,
  location: string,
  spec: NodeSpec,
  heat: number | null,
): string {
  return [
    categoryOf(spec.type),
    nodeState(analysis, location, spec),
    frozenState(analysis, location, spec),
    nodeSeverity(analysis, location, spec) ?? '',
    heat === null ? '' : Math.round(heat * HEAT_STEPS),
  ].join(' ');
}

/** Frames around what was added or changed, while two networks are compared. */
function Differences({ cards }: CardsProps) {
  const { scope } = useCanvasScope();
  const kinds = useNodeDifferences(scope);
  if (kinds === null) return null;
  const changed = groupBy(
    cards.filter(({ id }) => kinds.has(id)),
    ({ id }) => kinds.get(id) ?? '',
  );
  return Array.from(changed, ([kind, group]) => (
    <path
      key={kind}
      className={styles.difference}
      data-kind={kind}
      d={pathOfBoxes(group.map(boxOfNode), { grown: 4 })}
    />
  ));
}
