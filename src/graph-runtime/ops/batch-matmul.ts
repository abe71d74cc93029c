import { attr } from './attributes';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, type Value } from './op-graph';

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
  // C = A B: dB = A' dC. The first factor is a constant of the layer (which cells a window covers).
  BatchMatMulV2: ({ graph, op, gradient, needs }) => {
    const a = inputOf(op, 0);
    if (needs(0)) throw new Error(`${a.op.name}: the first factor is not differentiated`);
    return [null, needs(1) ? batchMatMul(graph, a, gradient, { transposeA: true }) : null];
  },
};
