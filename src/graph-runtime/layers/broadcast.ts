import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import type { InferResult } from './layer';
import { inferred, refused } from './shape-rules';
import { formatShape, type TensorType } from './tensor-type';

/**
 * How Add and Multiply join inputs of different shapes. An axis of size 1 is repeated, and a vector `[channels]` next to an
 * image is one value per channel: `[height, width, channels]` goes with `[1, 1, channels]` or `[channels]`, and with
 * `[height, width, 1]`.
 */
export function inferBroadcast(code: string, inputs: readonly TensorType[]): InferResult {
  const rank = Math.max(...inputs.map((type) => type.shape.length));
  const [first = [], ...others] = inputs.map((type) => type.shape);
  let common = withRank(first, rank);
  for (const [index, shape] of others.entries()) {
    const next = common === null ? null : broadcast(common, withRank(shape, rank));
    if (next === null) {
      return refused({
        code,
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
}

/** Inputs of one rank, ready for ops that broadcast. */
export function toCommonRank(graph: OpGraph, inputs: readonly Value[]): readonly Value[] {
  const rank = Math.max(...inputs.map((value) => value.shape.length));
  return inputs.map((value) =>
    value.shape.length === rank ? value : reshape(graph, value, [null, 1, 1, staticSize(value, -1)]),
  );
}

/** A vector as an image of one pixel where the others are images; null for shapes of other ranks. */
function withRank(shape: readonly number[], rank: number): readonly number[] | null {
  if (shape.length === rank) return shape;
  return rank === 3 && shape.length === 1 ? [1, 1, ...shape] : null;
}

/** The shape of the result of two, or null when they do not go together. */
function broadcast(a: readonly number[], b: readonly number[] | null): readonly number[] | null {
  if (b === null) return null;
  const isFitting = a.every((size, axis) => size === b[axis] || size === 1 || b[axis] === 1);
  return isFitting ? a.map((size, axis) => Math.max(size, b[axis] ?? 1)) : null;
}
