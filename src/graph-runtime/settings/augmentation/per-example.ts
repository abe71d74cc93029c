import { integers } from '../../ops/constant';
import type { OpGraph, OpShape, Value } from '../../ops/op-graph';
import type { statelessUniform } from '../../ops/random';
import { shapeOf, squeeze } from '../../ops/shape';
import { concat, slice, split } from '../../ops/slicing';

/**
 * `count` random numbers for each example, each as float32 `[batch]`.
 *
 * @param examples `[batch, ...]`
 * @param seed int32 `[2]`
 */
export function perExample(
  graph: OpGraph,
  distribution: typeof statelessUniform,
  examples: Value,
  count: number,
  seed: Value,
): readonly Value[] {
  const batch = slice(graph, shapeOf(graph, examples), [0], [1]);
  const staticShape: OpShape = [examples.shape[0] ?? null, count];
  const drawn = distribution(graph, concat(graph, [batch, integers(graph, [count])], 0), staticShape, seed);
  return split(
    graph,
    drawn,
    Array.from({ length: count }, () => 1),
    1,
  ).map((column) => squeeze(graph, column, [1]));
}
