import { MULTI_HEAD_ATTENTION } from '../rules/attention';
import type { OnnxSourceAttribute, OnnxSourceNode } from '../source-model';
import { type GraphView, type Idiom, type Match, replacement } from './idiom';

/**
 * `softmax(Q Kᵀ · scale) V` of several heads, with its projections: what exporters write for attention before opset 23. The bias of the last
 * projection is a term that follows, as for a dense layer.
 */
export const attention: Idiom = {
  find(node, graph) {
    if (node.operator !== 'MatMul' || !isWeight(node.inputs[1], graph)) return null;
    const joined = graph.only(node.inputs[0], 'Reshape');
    const turned = joined && turnedOf(joined.inputs[0], graph, '0,2,1,3');
    const gathered = turned && graph.only(turned.inputs[0], 'MatMul');
    const shares = gathered && graph.only(gathered.inputs[0], 'Softmax');
    if (!joined || !turned || !gathered || !shares || !isOverLast(shares)) return null;
    const scores = scoresOf(shares.inputs[0], graph);
    const value = scores && headsOf(gathered.inputs[1], graph, ['0,2,1,3']);
    if (!scores || !value) return null;
    const parts = [scores.query, scores.key, value];
    return matchOf(node, parts, scores.scale, [joined, turned, gathered, shares, ...scores.nodes]);
  },
};

/** One of query, key and value: a projection, divided into heads. */
interface Heads {
  readonly x: string;
  readonly heads: number;
  readonly kernel: string;
  /** '' where it has none. */
  readonly bias: string;
  readonly nodes: readonly OnnxSourceNode[];
}

function matchOf(
  last: OnnxSourceNode,
  parts: readonly Heads[],
  scale: number,
  nodes: readonly OnnxSourceNode[],
): Match | null {
  const [query, key, value] = parts;
  if (!query || !key || !value || key.x !== value.x) return null;
  if (parts.some(({ heads }) => heads !== query.heads)) return null;
  const tensors = parts.flatMap(({ kernel, bias }) => [kernel, bias]);
  const inputs = [query.x, key.x, ...tensors, last.inputs[1] ?? ''];
  const attributes = new Map<string, OnnxSourceAttribute>([
    ['heads', { kind: 'int', value: query.heads }],
    ['scale', { kind: 'float', value: scale }],
  ]);
  return {
    replacement: replacement(last, MULTI_HEAD_ATTENTION, inputs, attributes),
    others: [...nodes, ...parts.flatMap((part) => part.nodes)],
  };
}

interface Scores {
  readonly query: Heads;
  readonly key: Heads;
  readonly scale: number;
  readonly nodes: readonly OnnxSourceNode[];
}

/** `Q Kᵀ`, with a factor at the product, at one of the two, or at both. */
function scoresOf(name: string | undefined, graph: GraphView): Scores | null {
  const whole = unscaled(name, graph);
  const product = graph.only(whole.name, 'MatMul');
  if (!product) return null;
  const [left, right] = [unscaled(product.inputs[0], graph), unscaled(product.inputs[1], graph)];
  const query = headsOf(left.name, graph, ['0,2,1,3']);
  const key = headsOf(right.name, graph, ['0,2,3,1', '0,2,1,3 0,1,3,2']);
  if (!query || !key) return null;
  const nodes = [...whole.nodes, product, ...left.nodes, ...right.nodes];
  return { query, key, scale: whole.scale * left.scale * right.scale, nodes };
}

/** What a number scales, and the number: 1 where none does. */
function unscaled(name: string | undefined, graph: GraphView) {
  const division = graph.only(name, 'Div');
  const divisor = graph.number(division?.inputs[1]);
  if (division && divisor !== null)
    return { name: division.inputs[0], scale: 1 / divisor, nodes: [division] };
  const product = graph.only(name, 'Mul');
  const [a, b] = product?.inputs ?? [];
  const [first, second] = [graph.number(a), graph.number(b)];
  if (product && second !== null) return { name: a, scale: second, nodes: [product] };
  if (product && first !== null) return { name: b, scale: first, nodes: [product] };
  return { name, scale: 1, nodes: [] };
}

/** @param orders the transpositions that may follow the division into heads, one after the other */
function headsOf(name: string | undefined, graph: GraphView, orders: readonly string[]): Heads | null {
  for (const order of orders) {
    let at = name;
    const turned: OnnxSourceNode[] = [];
    for (const axes of order.split(' ').reverse()) {
      const node = turnedOf(at, graph, axes);
      if (node === null) break;
      turned.push(node);
      at = node.inputs[0];
    }
    if (turned.length < order.split(' ').length) continue;
    const divided = graph.only(at, 'Reshape');
    const sizes = divided && graph.sizes(divided);
    const projection = divided && projectionOf(divided.inputs[0], graph);
    const heads = sizes?.[2] ?? 0;
    if (!divided || sizes?.length !== 4 || heads < 1 || !projection) continue;
    return { ...projection, heads, nodes: [...turned, divided, ...projection.nodes] };
  }
  return null;
}

/** `x W + b`, or without the bias. */
function projectionOf(name: string | undefined, graph: GraphView): Omit<Heads, 'heads'> | null {
  const sum = graph.only(name, 'Add');
  const [a = '', b = ''] = sum?.inputs ?? [];
  const bias = isWeight(b, graph) ? b : a;
  if (sum && !isWeight(bias, graph)) return null;
  const product = graph.only(sum ? (bias === b ? a : b) : name, 'MatMul');
  const [x = '', kernel = ''] = product?.inputs ?? [];
  if (!product || !isWeight(kernel, graph)) return null;
  return { x, kernel, bias: sum ? bias : '', nodes: sum ? [sum, product] : [product] };
}

function turnedOf(name: string | undefined, graph: GraphView, order: string): OnnxSourceNode | null {
  const node = graph.only(name, 'Transpose');
  const axes = node?.attributes.get('perm');
  return axes?.kind === 'ints' && axes.values.join() === order ? node : null;
}

function isOverLast({ attributes }: OnnxSourceNode): boolean {
  const axis = attributes.get('axis');
  // Without it, it is another one before opset 13.
  return axis?.kind === 'int' && (axis.value === -1 || axis.value === 3);
}

const isWeight = (name: string | undefined, { graph }: GraphView) => graph.initializers.has(name ?? '');
