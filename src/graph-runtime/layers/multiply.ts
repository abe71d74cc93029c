import { type OpGraph, staticSize, type Value } from '../compile/op-graph';
import { multiply as multiplyOp } from '../compile/ops/elementwise';
import { reshape } from '../compile/ops/shape';
import { formatShape } from '../infer/tensor-type';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { inferred, refused, SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';

/**
 * The product of its inputs, value by value. An axis of size 1 is repeated, and a vector `[channels]` next to an image is one
 * factor per channel, so `[height, width, channels]` may be multiplied by `[1, 1, channels]` or `[channels]` (squeeze and
 * excitation) or by `[height, width, 1]` (spatial attention).
 */
export const multiply: LayerDefinition<NoParameters> = {
  type: 'multiply',
  version: 1,
  label: { en: 'Multiply', 'zh-Hant': '相乘' },
  category: 'merge',
  summary: {
    en: 'Multiplies feature maps value by value, or each channel by a factor of its own (squeeze and excitation).',
    'zh-Hant': '把特徵圖逐值相乘，或讓每個通道乘上各自的係數（squeeze-and-excitation）。',
  },
  reference: {
    title: 'Hu, Shen, Albanie, Sun, Wu: Squeeze-and-Excitation Networks (2017), section 3',
    url: 'https://arxiv.org/abs/1709.01507',
  },
  parameters: {},
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer(_parameters, inputs) {
    const rank = Math.max(...inputs.map((type) => type.shape.length));
    const [first = [], ...others] = inputs.map((type) => type.shape);
    let common = withRank(first, rank);
    for (const [index, shape] of others.entries()) {
      const next = common === null ? null : broadcast(common, withRank(shape, rank));
      if (next === null) {
        return refused({
          code: 'multiply-shape-mismatch',
          port: 'in',
          expected: formatShape(first),
          received: formatShape(shape),
          values: { expected: formatShape(first), received: formatShape(shape), index: index + 2 },
          repairs: [
            { kind: 'match-shapes', port: 'in' },
            { kind: 'remove-edge', port: 'in', index: index + 1 },
          ],
        });
      }
      common = next;
    }
    return inferred(common ?? first);
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower({ graph }, _parameters, inputs) {
    const rank = Math.max(...inputs.map((value) => value.shape.length));
    const factors = inputs.map((value) => toRank(graph, value, rank));
    const [first, ...others] = factors;
    if (first === undefined) throw new Error('multiply without inputs');
    return [others.reduce((result, factor) => multiplyOp(graph, result, factor), first)];
  },
  code: { keras: () => 'keras.layers.Multiply()', pytorch: () => null },
};

/** A vector as an image of one pixel where the others are images; null for shapes of other ranks. */
function withRank(shape: readonly number[], rank: number): readonly number[] | null {
  if (shape.length === rank) return shape;
  return rank === 3 && shape.length === 1 ? [1, 1, ...shape] : null;
}

/** The shape of the product of two, or null when they do not go together. */
function broadcast(a: readonly number[], b: readonly number[] | null): readonly number[] | null {
  if (b === null) return null;
  const isFitting = a.every((size, axis) => size === b[axis] || size === 1 || b[axis] === 1);
  return isFitting ? a.map((size, axis) => Math.max(size, b[axis] ?? 1)) : null;
}

function toRank(graph: OpGraph, value: Value, rank: number): Value {
  return value.shape.length === rank ? value : reshape(graph, value, [null, 1, 1, staticSize(value, -1)]);
}
