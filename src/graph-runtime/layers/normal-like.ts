import { integers, scalar } from '../ops/constant';
import { cosine, log, multiply, squareRoot, subtract } from '../ops/elementwise';
import type { Value } from '../ops/op-graph';
import { stopGradient } from '../ops/random';
import { reshape, shapeOf } from '../ops/shape';
import { concat, split } from '../ops/slicing';
import type { LoweringContext } from './layer';

/** Normal random numbers of mean 0 and variance 1 of x's shape, out of two uniform ones each (Box and Muller 1958). */
export function normalLike({ graph, randomUniform }: LoweringContext, x: Value): Value {
  const shape = concat(graph, [shapeOf(graph, x), integers(graph, [2])], 0);
  const [a, b] = split(graph, randomUniform(shape, [...x.shape, 2]), [1, 1], x.shape.length);
  if (a === undefined || b === undefined) throw new Error('two numbers were drawn');
  // 1 - a is never 0.
  const radius = squareRoot(
    graph,
    multiply(graph, log(graph, subtract(graph, scalar(graph, 1), a)), scalar(graph, -2)),
  );
  const normal = multiply(graph, radius, cosine(graph, multiply(graph, b, scalar(graph, 2 * Math.PI))));
  // Only the shape comes from x: nothing flows back.
  return reshape(graph, stopGradient(graph, normal), x.shape);
}
