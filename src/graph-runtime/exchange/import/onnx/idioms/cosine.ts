import { COSINE } from '../rules/cosine';
import type { OnnxSourceNode } from '../source-model';
import { type GraphView, type Idiom, replacement } from './idiom';

/** The sum of products divided by the lengths of both values. */
export const cosine: Idiom = {
  find(node, graph) {
    const sum = node.operator === 'Div' ? graph.only(node.inputs[0], 'ReduceSum') : null;
    const product = sum && graph.only(sum.inputs[0], 'Mul');
    const lengths = product && graph.only(node.inputs[1], 'Mul');
    const [a = '', b = ''] = product?.inputs ?? [];
    const axis = sum && graph.numbers(sum.inputs[1])?.[0];
    if (!sum || !product || !lengths || axis === undefined || axis === null || axis < 1) return null;
    const first = lengthOf(lengths.inputs[0], a, axis, graph);
    const second = first && lengthOf(lengths.inputs[1], b, axis, graph);
    if (first === null || second === null) return null;
    const attributes = new Map([['axis', { kind: 'int', value: axis }]] as const);
    return {
      replacement: replacement(node, COSINE, [a, b], attributes),
      others: [sum, product, lengths, ...first, ...second],
    };
  },
};

/** The nodes of the length of a value, which is kept from 0. */
function lengthOf(
  name: string | undefined,
  x: string,
  axis: number,
  graph: GraphView,
): readonly OnnxSourceNode[] | null {
  const limit = graph.only(name, 'Max');
  const length = limit && graph.only(limit.inputs[0], 'ReduceL2');
  const over = length?.attributes.get('axes');
  if (!limit || length?.inputs[0] !== x || over?.kind !== 'ints' || over.values.join() !== `${axis}`) {
    return null;
  }
  return (graph.number(limit.inputs[1]) ?? 1) < 1e-6 ? [limit, length] : null;
}
