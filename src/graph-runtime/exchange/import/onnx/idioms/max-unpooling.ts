import { type Idiom, replacement } from './idiom';

/** An unpooling to the places of a pooling's maxima, which the file computes beside the pooling: it reads what entered the pooling instead. */
export const maxUnpooling: Idiom = {
  find(node, graph) {
    if (node.operator !== 'MaxUnpool') return null;
    const [x = '', places] = node.inputs;
    const pooling = graph.maker(places);
    if (pooling?.operator !== 'MaxPool' || pooling.outputs[1] !== places) return null;
    const [before = ''] = pooling.inputs;
    return { replacement: replacement(node, 'MaxUnpool', [x, before], pooling.attributes), others: [] };
  },
};
