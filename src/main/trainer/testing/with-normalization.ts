import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';

/** The network with a batch normalization after each of these nodes: `conv1-norm` after `conv1`. */
export function withNormalization(document: NetloomDocument, after: readonly string[]): NetloomDocument {
  const norms = after.map((id) => ({ id: `${id}-norm`, type: 'batchNormalization' }));
  const edges = document.edges.map((edge) =>
    after.includes(edge.from) ? { ...edge, from: `${edge.from}-norm` } : edge,
  );
  const added = after.map((id) => ({ from: id, to: `${id}-norm` }));
  return readDocument({ ...document, nodes: [...document.nodes, ...norms], edges: [...edges, ...added] });
}
