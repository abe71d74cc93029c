import '@xyflow/react/dist/style.css';
import {
  Background,
  Controls,
  type Edge,
  type Node,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from '@xyflow/react';
import { createRoot } from 'react-dom/client';

/**
 * React Flow by itself, set up like its own stress example: a grid of plain nodes of 50 by 30, 100 and 50 apart, one chain of
 * wires through all of them, background and controls. `?nodes=625` says how many.
 */

const NODES_IN_EXAMPLE = 625;

function createGrid(count: number): { nodes: Node[]; edges: Edge[] } {
  const columns = Math.ceil(Math.sqrt(count));
  const nodes = Array.from({ length: count }, (_, index): Node => {
    const place = { x: (index % columns) * 100, y: Math.floor(index / columns) * 50 };
    const size = { width: 50, height: 30 };
    return {
      id: String(index + 1),
      data: { label: `Node ${index + 1}` },
      position: place,
      style: { ...size, fontSize: 11 },
      ...size,
    };
  });
  const edges = nodes
    .slice(1)
    .map((node, index): Edge => ({ id: `e${node.id}`, source: String(index + 1), target: node.id }));
  return { nodes, edges };
}

const asked = Number(new URLSearchParams(window.location.search).get('nodes'));
const grid = createGrid(asked > 0 ? asked : NODES_IN_EXAMPLE);

function Stress() {
  const [nodes, , onNodesChange] = useNodesState(grid.nodes);
  const [edges, , onEdgesChange] = useEdgesState(grid.edges);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      minZoom={0.2}
      fitView
    >
      <Controls />
      <Background />
    </ReactFlow>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Stress />);
