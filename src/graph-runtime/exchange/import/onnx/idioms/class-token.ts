import { type Idiom, replacement } from './idiom';

/** A learned position in front of a sequence, repeated for as many examples as the sequence has. */
export const classToken: Idiom = {
  find(node, graph) {
    const [repeated, x = ''] = node.inputs;
    if (node.operator !== 'Concat' || node.inputs.length !== 2) return null;
    const expanded = graph.only(repeated, 'Expand');
    const sizes = expanded && graph.only(expanded.inputs[1], 'Shape');
    const first = sizes && graph.maker(sizes.inputs[0]);
    if (!expanded || !sizes || first?.operator !== 'Slice' || first.inputs[0] !== x) return null;
    if (graph.uses(sizes.inputs[0]) > 0) return null;
    const range = first.inputs.slice(1).map((name) => graph.number(name));
    if (range.join() !== '0,1,1') return null;
    const [token = ''] = expanded.inputs;
    return {
      replacement: replacement(node, 'Concat', [token, x], node.attributes),
      others: [expanded, sizes, first],
    };
  },
};
