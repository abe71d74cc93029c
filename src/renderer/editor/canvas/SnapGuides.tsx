import { ViewportPortal } from '@xyflow/react';
import styles from './SnapGuides.module.css';
import type { Guide } from './snap';

/** The lines along which a dragged node is aligned. */
export function SnapGuides({ guides }: { readonly guides: readonly Guide[] }) {
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={`${axis}${at}`}
          className={styles.guide}
          style={
            axis === 'vertical'
              ? { left: at, top: from, width: 1, height: to - from }
              : { left: from, top: at, width: to - from, height: 1 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
