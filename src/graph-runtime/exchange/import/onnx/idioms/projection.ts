import type { OnnxSourceNode, OnnxTensor } from '../source-model';
import type { GraphView } from './idiom';

/** One of query, key and value: a projection, divided into heads. */
export interface Heads {
  readonly x: string;
  readonly heads: number;
  readonly kernel: string;
  /** '' where it has none. */
  readonly bias: string;
  readonly nodes: readonly OnnxSourceNode[];
  /** Where kernel and bias are parts of larger tensors. */
  readonly tensors?: ReadonlyMap<string, OnnxTensor>;
}

/** `x W + b`, or without the bias. */
export function projectionOf(name: string | undefined, graph: GraphView): Omit<Heads, 'heads'> | null {
  const sum = graph.only(name, 'Add');
  const [a = '', b = ''] = sum?.inputs ?? [];
  const bias = isWeight(b, graph) ? b : a;
  if (sum && !isWeight(bias, graph)) return null;
  const product = graph.only(sum ? (bias === b ? a : b) : name, 'MatMul');
  const [x = '', kernel = ''] = product?.inputs ?? [];
  if (!product || !isWeight(kernel, graph)) return null;
  return { x, kernel, bias: sum ? bias : '', nodes: sum ? [sum, product] : [product] };
}

/** Whether a value is a tensor of the file. */
export const isWeight = (name: string | undefined, { graph }: GraphView) =>
  graph.initializers.has(name ?? '');
