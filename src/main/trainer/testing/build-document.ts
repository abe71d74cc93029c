import type { NetloomDocument, NodeSpec, TrainingSettings } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';

/** Nodes in a row between an input and an output; `from` wires one to others than the node before it. */
export type NodesInRow = readonly (NodeSpec & { readonly from?: readonly string[] })[];

/** A network for Fashion-MNIST. @param ending parameters of the output at the end of the row */
export function networkOf(
  nodes: NodesInRow,
  { shape = [14, 14, 1], ...training }: Partial<TrainingSettings> & { readonly shape?: number[] } = {},
  ending: NodeSpec['parameters'] = {},
): NetloomDocument {
  const all: NodesInRow = [
    { id: 'input', type: 'input', parameters: { shape } },
    ...nodes,
    { id: 'output', type: 'output', parameters: ending },
  ];
  const parsed = readDocument({
    format: 'netloom',
    version: 1,
    name: 'test',
    nodes: all.map(({ from: _, ...node }) => node),
    edges: all.flatMap(({ id, from }, at) =>
      (from ?? all.slice(at - 1, at).map((before) => before.id)).map((source) => ({ from: source, to: id })),
    ),
  });
  return { ...parsed, training: { ...parsed.training, batchSize: 50, ...training } };
}
