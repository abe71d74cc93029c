import { type Idiom, replacement } from './idiom';

/**
 * In a dense block each layer reads all maps before it, and PyTorch joins them again each time: `[a, b]`, `[a, b, c]`. Each is the one before it with
 * a map more, which is how the block can be seen as a chain of equal layers.
 */
export const growingConcat: Idiom = {
  find(node, graph) {
    if (node.operator !== 'Concat') return null;
    const shorter = graph.joinedBefore(node);
    if (shorter === null) return null;
    const inputs = [shorter.outputs[0] ?? '', ...node.inputs.slice(shorter.inputs.length)];
    return { replacement: replacement(node, 'Concat', inputs, node.attributes), others: [] };
  },
};
