import type { OpGraph, Value } from '../../ops/op-graph';
import { mean, sum } from '../../ops/reductions';

/** All axes but that of the batch. */
function inner({ shape }: Value): number[] {
  return shape.slice(1).map((_, axis) => axis + 1);
}

/** Mean over all axes but the first: `[batch, ...]` to `[batch]`. */
export function meanPerExample(graph: OpGraph, values: Value): Value {
  return values.shape.length === 1 ? values : mean(graph, values, inner(values));
}

/** Sum over all axes but the first: `[batch, ...]` to `[batch]`. */
export function sumPerExample(graph: OpGraph, values: Value): Value {
  return values.shape.length === 1 ? values : sum(graph, values, inner(values));
}
