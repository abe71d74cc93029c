import { ViewportPortal } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { useAnalysis } from '../../store/document/analysis';
import { nodeInLocation } from '../../store/view/location';
import { useCanvasRouting, useCanvasScope } from './canvas-context';
import styles from './HighlightedNode.module.css';

/** An element anywhere in the window that names a node says which by this attribute: the node's path. */
const ATTRIBUTE = 'data-node-path';

/** The path of the node whose name is at the pointer or has the focus of the keyboard. */
function useNamedPath(): string | null {
  const [path, setPath] = useState<string | null>(null);
  useEffect(() => {
    const look = ({ target }: Event) => {
      const named = target instanceof Element ? target.closest(`[${ATTRIBUTE}]`) : null;
      setPath(named?.getAttribute(ATTRIBUTE) ?? null);
    };
    document.addEventListener('pointerover', look);
    document.addEventListener('focusin', look);
    return () => {
      document.removeEventListener('pointerover', look);
      document.removeEventListener('focusin', look);
    };
  }, []);
  return path;
}

/** A ring around the card of the node that is named at the pointer, in whatever list; a node within a block marks the block. */
export function HighlightedNode() {
  const { location } = useCanvasScope();
  const { boxes } = useCanvasRouting();
  const path = useNamedPath();
  const id = useAnalysis((analysis) => (path === null ? null : nodeInLocation(analysis, location, path)));
  const box = id === null ? undefined : boxes.find((candidate) => candidate.id === id);
  if (box === undefined) return null;
  const { x, y, width, height } = box;
  return (
    <ViewportPortal>
      <div
        className={styles.ring}
        style={{ left: x, top: y, width, height }}
        data-testid="highlighted-node"
        data-node={id}
      />
    </ViewportPortal>
  );
}
