import type { NetloomDocument, NodeSpec, TrainingSettings } from '../../src/graph-runtime/document/document';
import { readDocument } from '../../src/graph-runtime/testing/read-document';

export type Node = readonly [
  id: string,
  type: string,
  parameters?: object,
  from?: readonly string[],
  more?: Partial<NodeSpec>,
];

/** Nodes in a row between an input and an output; `from` wires one to others than the node before it. */
export function network(
  shape: readonly number[],
  nodes: readonly Node[],
  training: Partial<TrainingSettings>,
): NetloomDocument {
  const all: readonly Node[] = [['input', 'input', { shape }], ...nodes, ['output', 'output']];
  const parsed = readDocument({
    format: 'netloom',
    version: 3,
    name: 'targets',
    nodes: all.map(([id, type, parameters = {}, , more = {}]) => ({ id, type, parameters, ...more })),
    edges: all.slice(1).flatMap(([to, , , from], at) =>
      (from ?? [all[at]?.[0] ?? '']).map((source, port) => ({
        from: source,
        // The code of a variational autoencoder has two inputs, of which each has its name.
        to: all[at + 1]?.[1] === 'sampling' && port === 1 ? `${to}:logVariance` : to,
      })),
    ),
  });
  return { ...parsed, training: { ...parsed.training, seed: 3, epochs: 1, ...training } };
}
