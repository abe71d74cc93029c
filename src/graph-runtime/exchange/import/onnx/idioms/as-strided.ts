import type { OnnxSourceAttribute } from '../source-model';
import { type Idiom, replacement } from './idiom';

/**
 * All values in a row, read in their own order as another shape: what torch's exporter writes for a view with strides, as a mean over images with
 * channels last leaves it.
 */
export const asStrided: Idiom = {
  find(node, graph) {
    const axis = node.attributes.get('axis');
    if (node.operator !== 'Gather' || (axis?.kind === 'int' && axis.value !== 0)) return null;
    const row = graph.only(node.inputs[0], 'Reshape');
    const places = graph.tensor(node.inputs[1]);
    if (!row || !places || graph.sizes(row)?.join() !== '-1') return null;
    const count = places.dims.reduce((product, size) => product * size, 1);
    if (places.dims.length < 2 || count > MOST_PLACES) return null;
    if (!places.integers().every((place, at) => place === at)) return null;
    const [x = ''] = row.inputs;
    const attributes = new Map<string, OnnxSourceAttribute>([
      ['shape', { kind: 'ints', values: places.dims }],
    ]);
    return { replacement: replacement(node, 'Reshape', [x], attributes), others: [row] };
  },
};

/** Values of the largest batch that somebody exports a mean of. */
const MOST_PLACES = 1_000_000;
