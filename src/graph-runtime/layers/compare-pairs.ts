import { scalar } from '../ops/constant';
import { divide, maximum, multiply, square, squareRoot } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import type { InferResult } from './layer';
import { inferred, refused } from './shape-rules';
import { formatShape, isSameShape, type TensorType } from './tensor-type';

/* What Dot and Distance have in common: two inputs of one shape become one number at each place, made along the last axis. */

/** Below this a square is taken for 0: a length has no slope there, instead of 0 / 0. */
const SMALLEST_SQUARE = 1e-30;
/** The smallest length that is divided by, as PyTorch's `cosine_similarity` has it. */
export const SMALLEST_LENGTH = 1e-8;

/** Two inputs of one shape `[..., n]` make `[..., 1]`. */
export function inferPair(inputs: readonly TensorType[]): InferResult {
  const [first, second] = inputs.map(({ shape }) => shape);
  if (first === undefined || second === undefined || inputs.length > 2) {
    return refused({
      code: 'two-inputs-expected',
      port: 'in',
      expected: '2',
      received: `${inputs.length}`,
      values: { count: inputs.length },
      repairs: inputs.length > 2 ? [{ kind: 'remove-edge', port: 'in', index: 2 }] : [],
    });
  }
  if (isSameShape(first, second)) return inferred([...first.slice(0, -1), 1]);
  const [expected, received] = [formatShape(first), formatShape(second)];
  return refused({
    ...{ code: 'merge-shape-mismatch', port: 'in', expected, received },
    values: { expected, received, index: 2 },
    repairs: [
      { kind: 'match-shapes', port: 'in' },
      { kind: 'remove-edge', port: 'in', index: 1 },
    ],
  });
}

/** The two values of a pair. */
export function pairOf(inputs: readonly Value[]): readonly [Value, Value] {
  const [first, second] = inputs;
  if (first === undefined || second === undefined) throw new Error('two inputs are needed');
  return [first, second];
}

/** `Σ a b` along the last axis, `[..., 1]`. */
export function dotProduct(graph: OpGraph, a: Value, b: Value): Value {
  return sum(graph, multiply(graph, a, b), [-1], { keepDims: true });
}

/** `√Σ x²` along the last axis, `[..., 1]`. */
export function lengthOf(graph: OpGraph, x: Value): Value {
  const squares = sum(graph, square(graph, x), [-1], { keepDims: true });
  return squareRoot(graph, maximum(graph, squares, scalar(graph, SMALLEST_SQUARE)));
}

/** `Σ a b / (|a| |b|)` along the last axis, `[..., 1]`. */
export function cosineSimilarity(graph: OpGraph, a: Value, b: Value): Value {
  const lengths = [a, b].map((x) => maximum(graph, lengthOf(graph, x), scalar(graph, SMALLEST_LENGTH)));
  return divide(
    graph,
    dotProduct(graph, a, b),
    lengths.reduce((one, other) => multiply(graph, one, other)),
  );
}
