import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { CanvasView } from './CanvasView';

/** The canvas with its own React Flow store. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasView />
    </ReactFlowProvider>
  );
}
