import { createHash } from 'node:crypto';
import type { BlockParameter, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';

/**
 * SHA-256 (hex) of what a document computes: nodes, edges, blocks and parameters, in their order, which decides the order of
 * computation. Names, positions, locks, notes and training settings do not count: changing them leaves the network as it is. What is
 * frozen is compared by itself (`learning-text.ts`), so that it can be named.
 */
export function networkHash(document: NetloomDocument): string {
  const blocks = Object.entries(document.blocks).sort(([a], [b]) => compare(a, b));
  const network = {
    parameters: document.parameters.map(essentialParameter),
    nodes: document.nodes.map(essentialNode),
    edges: document.edges,
    blocks: blocks.map(([name, { parameters, nodes, edges }]) => ({
      name,
      parameters: parameters.map(essentialParameter),
      nodes: nodes.map(essentialNode),
      edges,
    })),
  };
  return createHash('sha256').update(JSON.stringify(network, sortKeys)).digest('hex');
}

function essentialNode({
  name: _,
  position: __,
  trainable: ___,
  learningRateFactor: ____,
  locked: _____,
  ...node
}: NodeSpec) {
  return node;
}

function essentialParameter({ description: _, ...parameter }: BlockParameter) {
  return parameter;
}

/** For `JSON.stringify`: the order in which an object's keys were written says nothing. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)));
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
