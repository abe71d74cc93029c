import { useStore, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { nodeTitle } from '../../store/view/describe-node';
import styles from './NodeNames.module.css';
import { LEAST_NAMED_WIDTH, MOST_NAMES, NAME_LETTERS, type NamePlace, placeNames } from './name-places';
import type { CanvasNode } from './projection';
import { boxOfNode } from './SimplifiedNodes';
import { useScreenUnit } from './zoom-step';

/**
 * The names of cards of which only a colored box is drawn, in letters that keep their size on screen, where there is room. They are placed when the
 * network or the zoom has changed, not while the view is moved, and only those around the view are in the page.
 */
export const NodeNames = memo(function NodeNames({ nodes }: { readonly nodes: readonly CanvasNode[] }) {
  const language = useLanguage();
  const size = NAME_LETTERS * useScreenUnit();
  const document = useDocument((state) => state.document);
  const places = useMemo(() => {
    const cards = nodes.flatMap((node) =>
      node.type === 'note' || (node.width ?? 0) < size * LEAST_NAMED_WIDTH
        ? []
        : [{ id: node.id, name: nodeTitle(document, node.data.spec, language), ...boxOfNode(node) }],
    );
    return placeNames(cards, size);
  }, [nodes, document, language, size]);
  const shown = useAroundView(places);
  if (shown.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles.names} aria-hidden="true" fontSize={size} data-testid="node-names">
        {shown.map(({ id, name, x, y }) => (
          <text key={id} x={x} y={y}>
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
