import { MULTI_HEAD_ATTENTION } from '../rules/attention';
import type { OnnxSourceAttribute, OnnxSourceNode } from '../source-model';
import { fusedPart } from './fused-projection';
import { type GraphView, type Idiom, type Match, replacement } from './idiom';
import { type Heads, isWeight, projectionOf } from './projection';

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
    const value = scores && headsOf(gathered.inputs[1], graph);
    if (!scores || !value) return null;
    const parts = [scores.query, scores.key, value];
    return matchOf(node, parts, scores.scale, [joined, turned, gathered, shares, ...scores.nodes]);
  },
};

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
    others: [...new Set([...nodes, ...parts.flatMap((part) => part.nodes)])],
    tensors: new Map(parts.flatMap((part) => [...(part.tensors ?? [])])),
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
  const query = headsOf(left.name, graph);
  const key = transposedHeadsOf(right.name, graph);
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

/** `[batch, heads, positions, features]` of a projection alone, or of one of three that are one product. */
function headsOf(name: string | undefined, graph: GraphView, order = '0,2,1,3'): Heads | null {
  const turned = turnedOf(name, graph, order);
  const divided = turned && graph.only(turned.inputs[0], 'Reshape');
  if (!turned || !divided) return order === '0,2,1,3' ? fusedPart(name, graph) : null;
  const sizes = graph.sizes(divided);
  const projection = projectionOf(divided.inputs[0], graph);
  const heads = sizes?.[2] ?? 0;
  if (sizes?.length !== 4 || heads < 1 || !projection) return null;
  return { ...projection, heads, nodes: [turned, divided, ...projection.nodes] };
}

/** The same with its last axes exchanged: at once, after the division into heads, or of all heads in a row. */
function transposedHeadsOf(name: string | undefined, graph: GraphView): Heads | null {
  const atOnce = headsOf(name, graph, '0,2,3,1');
  if (atOnce !== null) return atOnce;
  const exchanged = turnedOf(name, graph, '0,1,3,2');
  if (exchanged !== null) return withNodes(headsOf(exchanged.inputs[0], graph), [exchanged]);
  const back = graph.only(name, 'Reshape');
  const inRow = back && turnedOf(back.inputs[0], graph, '0,2,1');
  const row = inRow && graph.only(inRow.inputs[0], 'Reshape');
  if (!back || !inRow || !row || graph.sizes(row)?.length !== 3) return null;
  return withNodes(headsOf(row.inputs[0], graph), [back, inRow, row]);
}

function withNodes(heads: Heads | null, nodes: readonly OnnxSourceNode[]): Heads | null {
  return heads && { ...heads, nodes: [...heads.nodes, ...nodes] };
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
