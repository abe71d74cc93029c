import { attr } from '../attributes';
import type { GradientRules } from '../gradient-rule';
import { inputOf, type OpGraph, type Value } from '../op-graph';

interface BatchMatMulOptions {
  readonly transposeA?: boolean;
}

/**
 * One matrix with each matrix of a batch: `[1, rows, inner] x [batch, inner, columns] -> [batch, rows, columns]`; with
 * `transposeA`, the first is `[1, inner, rows]`.
 */
export function batchMatMul(graph: OpGraph, a: Value, b: Value, options: BatchMatMulOptions = {}): Value {
  const { transposeA = false } = options;
  const rows = a.shape[transposeA ? 2 : 1] ?? null;
  const attributes = { T: attr.type(a.dtype), adj_x: attr.bool(transposeA), adj_y: attr.bool(false) };
  const shape = [b.shape[0] ?? null, rows, b.shape[2] ?? null];
  return graph.value('BatchMatMulV2', [a, b], attributes, a.dtype, shape);
}

export const batchMatMulGradients: GradientRules = {
  // C = A B: dB = A' dC. The first factor is a constant of the layer (which cells a window covers).
  BatchMatMulV2: ({ graph, op, gradient, needs }) => {
    const a = inputOf(op, 0);
    if (needs(0)) throw new Error(`${a.op.name}: the first factor is not differentiated`);
    return [null, needs(1) ? batchMatMul(graph, a, gradient, { transposeA: true }) : null];
  },
};
