import { useStore, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { nodeTitle } from '../../store/view/describe-node';
import styles from './NodeNames.module.css';
import { LEAST_NAMED_WIDTH, MOST_NAMES, NAME_LETTERS, type NamePlace, placeNames } from './name-places';
import type { CanvasNode } from './projection';
import { useRemovedParts } from './removed-cards';
import { boxOfNode } from './SimplifiedNodes';
import { useScreenUnit } from './zoom-step';

/** No id of a node begins so. */
const REMOVED = 'removed ';

/**
 * The names of cards of which only a colored box is drawn, in letters that keep their size on screen, where there is room. They are placed when the
 * network or the zoom has changed, not while the view is moved, and only those around the view are in the page. Cards of a network that is
 * compared have theirs, too.
 */
export const NodeNames = memo(function NodeNames({ nodes }: { readonly nodes: readonly CanvasNode[] }) {
  const removed = useRemovedParts().cards;
  const language = useLanguage();
  const size = NAME_LETTERS * useScreenUnit();
  const document = useDocument((state) => state.document);
  const places = useMemo(() => {
    const cards = nodes.flatMap((node) =>
      node.type === 'note' || (node.width ?? 0) < size * LEAST_NAMED_WIDTH
        ? []
        : [{ id: node.id, name: nodeTitle(document, node.data.spec, language), ...boxOfNode(node) }],
    );
    const gone = removed.map(({ id, node: _, ...card }) => ({ ...card, id: REMOVED + id }));
    return placeNames([...cards, ...gone], size);
  }, [nodes, removed, document, language, size]);
  const shown = useAroundView(places);
  if (shown.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles.names} aria-hidden="true" fontSize={size} data-testid="node-names">
        {shown.map(({ id, name, x, y }) => (
          <text key={id} x={x} y={y} data-removed={id.startsWith(REMOVED) || undefined}>
            {name}
          </text>
        ))}
      </svg>
    </ViewportPortal>
  );
});

/** The names in view and up to a window beside it; none where these are too many. */
function useAroundView(places: readonly NamePlace[]): readonly NamePlace[] {
  // As a text, so that it is compared by value: it changes when the view has been moved by a window.
  const part = useStore(({ transform: [x, y, zoom], width, height }) =>
    [Math.floor(-x / width), Math.floor(-y / height), width / zoom, height / zoom].join(' '),
  );
  return useMemo(() => {
    const [column = 0, row = 0, width = 0, height = 0] = part.split(' ').map(Number);
    const shown = places.filter(
      ({ x, y }) =>
        x > (column - 1) * width &&
        x < (column + 3) * width &&
        y > (row - 1) * height &&
        y < (row + 3) * height,
    );
    return shown.length > MOST_NAMES ? [] : shown;
  }, [places, part]);
}
