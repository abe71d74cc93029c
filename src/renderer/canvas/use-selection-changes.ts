import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback } from 'react';
import { useView } from '../store/view';
import type { CanvasEdge, CanvasNode } from './projection';

interface SelectChange {
  readonly id: string;
  readonly selected: boolean;
}

function changed(before: ReadonlySet<string>, changes: readonly SelectChange[]): Set<string> {
  const after = new Set(before);
  for (const { id, selected } of changes) {
    if (selected) after.add(id);
    else after.delete(id);
  }
  return after;
}

/** React Flow tells what is to be selected; the view store keeps it. */
export function useSelectionChanges() {
  const onNodesChange = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const selects = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
    if (selects.length === 0) return;
    const view = useView.getState();
    view.select(changed(view.selectedNodes, selects), view.selectedEdges);
  }, []);
  const onEdgesChange = useCallback((changes: readonly EdgeChange<CanvasEdge>[]) => {
    const selects = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
    if (selects.length === 0) return;
    const view = useView.getState();
    view.select(view.selectedNodes, changed(view.selectedEdges, selects));
  }, []);
  return { onNodesChange, onEdgesChange };
}
