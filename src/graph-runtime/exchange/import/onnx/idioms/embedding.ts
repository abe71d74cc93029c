import { EMBEDDING } from '../rules/embedding';
import type { OnnxSourceAttribute, OnnxSourceNode } from '../source-model';
import { type GraphView, type Idiom, replacement } from './idiom';

/** Rows of a table whose numbers are computed: `⌊scale · x + ½⌋`, kept within the table, or what comes in as it is. */
export const embedding: Idiom = {
  find(node, graph) {
    const axis = node.attributes.get('axis');
    if (node.operator !== 'Gather' || (axis?.kind === 'int' && axis.value !== 0)) return null;
    const [table = '', given = ''] = node.inputs;
    if (graph.tensor(table)?.dims.length !== 2 || graph.tensor(given) !== undefined) return null;
    const cast = graph.only(given, 'Cast');
    const rounded = cast && roundedOf(cast.inputs[0], graph);
    const { x, scale, others } = rounded ?? {
      ...{ x: cast?.inputs[0] ?? given, scale: 1, others: [] },
    };
    const attributes = new Map<string, OnnxSourceAttribute>([['scale', { kind: 'float', value: scale }]]);
    return {
      replacement: replacement(node, EMBEDDING, [x, table], attributes),
      others: [...(cast ? [cast] : []), ...others],
    };
  },
};

/** What is rounded, as the export writes it. */
function roundedOf(
  name: string | undefined,
  graph: GraphView,
): { readonly x: string; readonly scale: number; readonly others: readonly OnnxSourceNode[] } | null {
  const clip = graph.only(name, 'Clip');
  const floor = clip && graph.only(clip.inputs[0], 'Floor');
  const sum = floor && graph.only(floor.inputs[0], 'Add');
  const product = sum && graph.only(sum.inputs[0], 'Mul');
  const scale = product && graph.number(product.inputs[1]);
  if (!product || scale === null || graph.number(sum.inputs[1]) !== 0.5) return null;
  return { x: product.inputs[0] ?? '', scale, others: [clip, floor, sum, product] };
}
