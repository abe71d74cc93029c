import type { EdgeSpec, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { documentOf } from './documents';

/** Cards in a column of the placed network. */
const COLUMN = 40;

/**
 * A network of about `count` nodes as a user might build it: residual units one after the other, with a frame for each hundred. `isPlaced`:
 * the user has arranged it, in columns.
 */
export function largeNetwork(count: number, isPlaced: boolean): NetloomDocument {
  const nodes: NodeSpec[] = [];
  const edges: EdgeSpec[] = [];
  const add = (id: string, type: string, from: readonly string[], parameters?: NodeSpec['parameters']) => {
    const at = nodes.length;
    const position = { x: Math.floor(at / COLUMN) * 300, y: (at % COLUMN) * 100 };
    nodes.push({ id, type, ...(parameters && { parameters }), ...(isPlaced && { position }) });
    edges.push(...from.map((source) => ({ from: source, to: id })));
    return id;
  };
  let last = add('input', 'input', [], { shape: [8, 8, 4] });
  for (let unit = 1; nodes.length + 9 <= count; unit += 1) {
    const entry = last;
    for (const half of ['a', 'b']) {
      last = add(`conv${unit}${half}`, 'conv2d', [last], { filters: 4, kernelSize: [3, 3] });
      last = add(`norm${unit}${half}`, 'batchNormalization', [last]);
      if (half === 'a') last = add(`relu${unit}`, 'relu', [last]);
    }
    last = add(`add${unit}`, 'add', [last, entry]);
  }
  last = add('flatten', 'flatten', [last]);
  last = add('dense', 'dense', [last], { units: 10 });
  add('output', 'output', [last]);
  return documentOf(nodes, edges);
}
