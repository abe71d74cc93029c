import type { OnnxSourceNode, OnnxTensor } from '../source-model';
import type { GraphView } from './idiom';
import { type Heads, projectionOf } from './projection';

/** Query, key and value. */
const PARTS = 3;

/**
 * One of query, key and value that are made by one product, `[batch, positions, 3, heads, features]` with the three in front and divided (timm, DeiT):
 * its columns of the kernel.
 */
export function fusedPart(name: string | undefined, graph: GraphView): Heads | null {
  const part = partOf(name, graph);
  const turned = part && graph.maker(part.from);
  const axes = turned?.attributes.get('perm');
  if (!part || turned?.operator !== 'Transpose' || axes?.kind !== 'ints') return null;
  if (axes.values.join() !== '2,0,3,1,4') return null;
  const divided = graph.only(turned.inputs[0], 'Reshape');
  const [, , count = 0, heads = 0, features = 0] = (divided && graph.sizes(divided)) ?? [];
  const projection = divided && projectionOf(divided.inputs[0], graph);
  if (!divided || !projection || count !== PARTS || heads < 1 || features < 1) return null;
  const kernel = columns(graph.tensor(projection.kernel), part.at, heads * features);
  const bias = columns(graph.tensor(projection.bias), part.at, heads * features);
  if (kernel === null || (projection.bias !== '' && bias === null)) return null;
  return {
    ...{ x: projection.x, heads, kernel: kernel.name, bias: bias?.name ?? '' },
    nodes: [...part.nodes, turned, divided, ...projection.nodes],
    tensors: new Map([kernel, ...(bias === null ? [] : [bias])].map((one) => [one.name, one.tensor])),
  };
}

interface Part {
  readonly at: number;
  /** The value that is divided. */
  readonly from: string;
  readonly nodes: readonly OnnxSourceNode[];
}

/** A place of the first axis, which is gone then. Nobody but the three may read what is divided. */
function partOf(name: string | undefined, graph: GraphView): Part | null {
  const gathered = graph.only(name, 'Gather');
  if (gathered) return placed(graph, gathered, graph.number(gathered.inputs[1]), [gathered]);
  const squeezed = graph.only(name, 'Squeeze');
  if (!squeezed || graph.number(squeezed.inputs[1]) !== 0) return null;
  const [cut = ''] = squeezed.inputs;
  const sliced = graph.only(cut, 'Slice');
  if (sliced) {
    const [from, to, axis] = sliced.inputs.slice(1).map((input) => graph.number(input));
    const isOne = axis === 0 && to === (from ?? Number.NaN) + 1;
    return isOne ? placed(graph, sliced, from ?? null, [squeezed, sliced]) : null;
  }
  const split = graph.only(cut, 'Split');
  if (!split || split.outputs.length !== PARTS || graph.uses(split.inputs[0]) !== 1) return null;
  const [from = ''] = split.inputs;
  return isFirstAxis(split) ? { at: split.outputs.indexOf(cut), from, nodes: [squeezed, split] } : null;
}

function placed(
  graph: GraphView,
  node: OnnxSourceNode,
  at: number | null,
  nodes: readonly OnnxSourceNode[],
): Part | null {
  const [from = ''] = node.inputs;
  const isPart = at !== null && at >= 0 && at < PARTS && graph.uses(from) === PARTS && isFirstAxis(node);
  return isPart ? { at, from, nodes } : null;
}

function isFirstAxis({ attributes }: OnnxSourceNode): boolean {
  const axis = attributes.get('axis');
  return axis === undefined || (axis.kind === 'int' && axis.value === 0);
}

/** `count` columns of a matrix, or numbers of a vector, as a tensor that is read where it is needed. */
function columns(
  tensor: OnnxTensor | undefined,
  at: number,
  count: number,
): { readonly name: string; readonly tensor: OnnxTensor } | null {
  const width = tensor?.dims.at(-1) ?? 0;
  if (tensor === undefined || tensor.dims.length > 2 || width !== PARTS * count) return null;
  const dims = [...tensor.dims.slice(0, -1), count];
  const rows = dims.length === 2 ? (dims[0] ?? 1) : 1;
  const values = () => {
    const all = tensor.values();
    const result = new Float32Array(rows * count);
    for (let row = 0; row < rows; row += 1) {
      const begin = row * width + at * count;
      result.set(all.subarray(begin, begin + count), row * count);
    }
    return result;
  };
  const part: OnnxTensor = { ...tensor, dims, values, integers: () => Array.from(values()) };
  return { name: `${tensor.name} ${at + 1}/${PARTS}`, tensor: part };
}
