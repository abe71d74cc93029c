import { scalar } from './constant';
import { add } from './elementwise';
import type { OpGraph, OpNode, Value } from './op-graph';
import { cast, reshape } from './shape';
import { slice } from './slicing';

/** Seconds since 1970, float64, at the moment when all of `after` have run. */
export function timestamp(graph: OpGraph, after: readonly OpNode[]): Value {
  return graph.value('Timestamp', [], {}, 'float64', [], after);
}

/**
 * An op that has run when the value is computed, not only asked for: a graphics card takes its work from a queue, and an op counts as
 * run when it is there. So one number of the value is fetched to the processor (where TensorFlow adds integers).
 */
export function fence(graph: OpGraph, value: Value): OpNode {
  const corner = value.shape.map(() => 0);
  const first = slice(
    graph,
    value,
    corner,
    corner.map(() => 1),
  );
  const number = cast(graph, reshape(graph, first, []), 'int32');
  return add(graph, number, scalar(graph, 1, 'int32')).op;
}
