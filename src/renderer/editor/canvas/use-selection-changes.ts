import type { EdgeChange, NodeChange } from '@xyflow/react';
import { type MouseEvent, useCallback } from 'react';
import { useView } from '../../store/view/view';
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

/** React Flow reports what is to be selected; the view store keeps it. */
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
  const onNodeClick = useCallback((event: MouseEvent, node: CanvasNode) => {
    // One of several that are selected: it alone from now on. React Flow would leave all of them, as for a drag.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const view = useView.getState();
    if (view.selectedNodes.size > 1) view.select([node.id]);
  }, []);
  return { onNodesChange, onEdgesChange, onNodeClick };
}
