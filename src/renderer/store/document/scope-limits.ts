import { applyEdits, scopeContent } from '../../../graph-runtime/document/apply-edits';
import {
  type BlockSpec,
  DOCUMENT_LIMITS,
  type NetloomDocument,
  type Scope,
} from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';

interface Growth {
  nodes: number;
  edges: number;
}

/** How much each scope grows at most: edges that go with their nodes are not counted off. */
function growths(edits: readonly DocumentEdit[]): ReadonlyMap<Scope, Growth> {
  const found = new Map<Scope, Growth>();
  const add = (scope: Scope, nodes: number, edges: number) => {
    const growth = found.get(scope) ?? { nodes: 0, edges: 0 };
    found.set(scope, { nodes: growth.nodes + nodes, edges: growth.edges + edges });
  };
  for (const edit of edits) {
    if (edit.kind === 'add-node') add(edit.scope, 1, 0);
    else if (edit.kind === 'remove-node') add(edit.scope, -1, 0);
    else if (edit.kind === 'add-edge') add(edit.scope, 0, 1);
    else if (edit.kind === 'remove-edge') add(edit.scope, 0, -1);
  }
  return found;
}

/** Whether edits would make a scope, a new block too, larger than a file may hold: it could be saved, and never opened again. */
export function isOverfull(document: NetloomDocument, edits: readonly DocumentEdit[]): boolean {
  if (edits.some((edit) => edit.kind === 'set-block' && isTooLarge(edit.block))) return true;
  const growing = [...growths(edits)].filter(([scope, growth]) => {
    const { nodes = [], edges = [] } = scopeContent(document, scope) ?? {};
    return isBeyond(nodes.length, growth.nodes, 'nodes') || isBeyond(edges.length, growth.edges, 'edges');
  });
  if (growing.length === 0) return false;
  const after = applyEdits(document, edits);
  return growing.some(([scope]) => {
    return isTooLarge(scopeContent(after, scope));
  });
}

function isTooLarge(content: Partial<Pick<BlockSpec, 'nodes' | 'edges'>> | undefined): boolean {
  const { nodes = [], edges = [] } = content ?? {};
  return isBeyond(nodes.length, 0, 'nodes') || isBeyond(edges.length, 0, 'edges');
}

function isBeyond(count: number, growth: number, kind: 'nodes' | 'edges'): boolean {
  const limit = kind === 'nodes' ? DOCUMENT_LIMITS.nodesPerScope : DOCUMENT_LIMITS.edgesPerScope;
  return count + growth > limit;
}
