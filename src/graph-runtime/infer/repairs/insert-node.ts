import { freeId } from '../../blocks/expand-scope';
import type { EdgeOrigin } from '../../blocks/flat-graph';
import { scopeContent } from '../../document/apply-edits';
import type { NodeSpec, ParameterValue, Position } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { parseEndpoint } from '../../document/endpoint';
import { placeOfEdge, type RepairContext } from './repair-context';

export interface NewNode {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** An id to begin with; by default the type. */
  readonly id?: string;
}

/**
 * Edits that put a new node onto a wire, in the scope of the wire's receiving end. The new edge into the old target takes the
 * old one's place, so the order of inputs stays. Null when the wire is not an edge of the document.
 */
export function insertOnWire(
  context: RepairContext,
  origin: EdgeOrigin,
  node: NewNode,
): { readonly id: string; readonly edits: readonly DocumentEdit[] } | null {
  const { scope, edge } = origin;
  const content = scopeContent(context.document, scope);
  const index = placeOfEdge(context, origin);
  if (content === undefined || index === -1) return null;
  const id = freeId(content, node.id ?? node.type);
  const position = between(content.nodes, edge.from, edge.to);
  const spec: NodeSpec = {
    id,
    type: node.type,
    ...(node.parameters === undefined ? {} : { parameters: { ...node.parameters } }),
    ...(position === null ? {} : { position }),
  };
  return {
    id,
    edits: [
      { kind: 'add-node', scope, node: spec },
      { kind: 'remove-edge', scope, edge, index },
      { kind: 'add-edge', scope, edge: { from: id, to: edge.to }, index },
      { kind: 'add-edge', scope, edge: { ...edge, to: id }, index },
    ],
  };
}

/** Half way between two nodes that have places on the canvas. */
function between(nodes: readonly NodeSpec[], from: string, to: string): Position | null {
  const position = (endpoint: string) => {
    const { id } = parseEndpoint(endpoint);
    return nodes.find((node) => node.id === id)?.position;
  };
  const a = position(from);
  const b = position(to);
  if (a === undefined || b === undefined) return null;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
