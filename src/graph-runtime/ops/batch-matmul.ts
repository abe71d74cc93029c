import { attr, attributeOf } from './attributes';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, type Value } from './op-graph';
import { reduceToShape } from './reductions';

interface BatchMatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * A matrix product for each matrix of a batch: `[batch, rows, inner] x [batch, inner, columns] -> [batch, rows, columns]`, with either
 * factor transposed on the way if asked. A batch of one goes with every matrix of the other.
 */
export function batchMatMul(graph: OpGraph, a: Value, b: Value, options: BatchMatMulOptions = {}): Value {
  const { transposeA = false, transposeB = false } = options;
  const batch = a.shape[0] === 1 ? b.shape[0] : a.shape[0];
  const rows = a.shape[transposeA ? 2 : 1] ?? null;
  const columns = b.shape[transposeB ? 1 : 2] ?? null;
  const attributes = {
    T: attr.type(a.dtype),
    adj_x: attr.bool(transposeA),
    adj_y: attr.bool(transposeB),
  };
  return graph.value('BatchMatMulV2', [a, b], attributes, a.dtype, [batch ?? null, rows, columns]);
}

export const batchMatMulGradients: GradientRules = {
  // C = A B: dA = dC B', dB = A' dC; the other three are the same with factors transposed. A batch of one collects from all matrices.
  BatchMatMulV2: ({ graph, op, gradient, needs }) => {
    const a = inputOf(op, 0);
    const b = inputOf(op, 1);
    const transposeA = attributeOf(op, 'adj_x', 'bool');
    const transposeB = attributeOf(op, 'adj_y', 'bool');
    const ofA = () =>
      transposeA
        ? batchMatMul(graph, b, gradient, { transposeA: transposeB, transposeB: true })
        : batchMatMul(graph, gradient, b, { transposeB: !transposeB });
    const ofB = () =>
      transposeB
        ? batchMatMul(graph, gradient, a, { transposeA: true, transposeB: transposeA })
        : batchMatMul(graph, a, gradient, { transposeA: !transposeA });
    return [
      needs(0) ? reduceToShape(graph, ofA(), a) : null,
      needs(1) ? reduceToShape(graph, ofB(), b) : null,
    ];
  },
};
