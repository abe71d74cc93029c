import { blockTable, outputPortsOf } from '../../blocks/block-table';
import { freeId } from '../../blocks/expand-scope';
import type { Fix } from '../../diagnostics/diagnostic';
import type { NetloomDocument, NodeSpec } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { nearestSource } from '../../document/nearest-source';
import { getLayer, layers } from '../../layers/registry';
import type { RepairContext } from './repair-context';

/** Room between a new node and the one it is wired to, in canvas units. */
const GAP = 160;

/** Adds an input, wired to the first node of the network that waits for one. */
export function addInputFix({ document, wiring }: RepairContext): Fix[] {
  const type = layers.find((layer) => layer.inputs.length === 0)?.type;
  if (type === undefined) return [];
  const id = freeId(document, type);
  const waiting = wiring.nodes.find(
    ({ node, incoming, layer }) =>
      node.origin.scope === null && incoming.length === 0 && (layer?.inputs.length ?? 0) > 0,
  )?.node.origin.id;
  const target = document.nodes.find((node) => node.id === waiting);
  const node = withPosition({ id, type }, target, -GAP);
  const edits: DocumentEdit[] = [{ kind: 'add-node', scope: null, node, index: 0 }];
  if (target !== undefined) edits.push({ kind: 'add-edge', scope: null, edge: { from: id, to: target.id } });
  return [{ code: 'add-input', values: { node: id, target: target?.id ?? '' }, edits }];
}

/** Adds an output after the node whose result is not used yet. */
export function addOutputFix({ document }: RepairContext): Fix[] {
  const type = layers.find((layer) => layer.loss !== undefined)?.type;
  if (type === undefined) return [];
  const id = freeId(document, type);
  const content = { nodes: [...document.nodes, { id, type }], edges: document.edges };
  const from = nearestSource(content, id, (node) => outputsOf(document, node));
  const source = document.nodes.find((node) => from !== null && node.id === from.split(':')[0]);
  const node = withPosition({ id, type }, source, GAP);
  const edits: DocumentEdit[] = [{ kind: 'add-node', scope: null, node }];
  if (from !== null) edits.push({ kind: 'add-edge', scope: null, edge: { from, to: id } });
  return [{ code: 'add-output', values: { node: id, source: from ?? '' }, edits }];
}

/** The output ports of a node of the network itself. */
function outputsOf(document: NetloomDocument, { type }: NodeSpec): readonly string[] {
  return getLayer(type)?.outputs.map(({ name }) => name) ?? outputPortsOf(blockTable(document), type);
}

function withPosition(node: NodeSpec, neighbor: NodeSpec | undefined, distance: number): NodeSpec {
  if (neighbor?.position === undefined) return node;
  return { ...node, position: { x: neighbor.position.x, y: neighbor.position.y + distance } };
}
