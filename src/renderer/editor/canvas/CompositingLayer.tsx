import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { Box } from '../../store/edits/placing';
import styles from './CompositingLayer.module.css';

/** Free ground around the outermost nodes, in canvas units. */
const MARGIN = 400;

/**
 * The ground the network is on, too faint to be seen. Chromium gives things that are moved together one layer only where
 * they leave little empty space between them; on common ground a thousand cards are one layer, and moving the view is moving one
 * picture.
 */
export const CompositingLayer = memo(function CompositingLayer({ bounds }: { readonly bounds: Box }) {
  return (
    <ViewportPortal>
      <div
        className={styles.ground}
        style={{
          left: bounds.x - MARGIN,
          top: bounds.y - MARGIN,
          width: bounds.width + 2 * MARGIN,
          height: bounds.height + 2 * MARGIN,
        }}
      />
    </ViewportPortal>
  );
});
