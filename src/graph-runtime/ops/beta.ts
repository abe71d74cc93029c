import { constant, scalar } from './constant';
import { add, divide, exp, floor, less, log, minimum, multiply, select, subtract } from './elementwise';
import type { OpGraph, Value } from './op-graph';
import { cast, reshape } from './shape';
import { gather } from './slicing';

/** Places of the table of quantiles, and steps of the integral that it is made of. */
const PLACES = 1024;
const STEPS = 64 * PLACES;

/**
 * A random number of the distribution Beta(alpha, alpha), by its quantiles: the same for the same uniform number.
 *
 * With `t = x^alpha` the density over the lower half is `(1 - t^(1/alpha))^(alpha - 1)`, which has no pole; so the quantiles of t can be
 * interpolated for any alpha.
 *
 * @param uniform in [0, 1), a scalar
 */
export function symmetricBeta(graph: OpGraph, uniform: Value, alpha: number): Value {
  const quantiles = quantilesOfHalf(alpha);
  const table = constant(graph, quantiles, [quantiles.length]);
  const one = scalar(graph, 1);
  const isLower = less(graph, uniform, scalar(graph, 0.5));
  const folded = minimum(graph, uniform, subtract(graph, one, uniform));
  const place = multiply(graph, folded, scalar(graph, 2 * PLACES));
  const before = minimum(graph, floor(graph, place), scalar(graph, PLACES - 1));
  const index = cast(graph, before, 'int32');
  const entry = (at: number) =>
    reshape(
      graph,
      gather(graph, table, reshape(graph, add(graph, index, scalar(graph, at, 'int32')), [1])),
      [],
    );
  const [low, high] = [entry(0), entry(1)];
  const rest = subtract(graph, place, before);
  const t = add(graph, low, multiply(graph, rest, subtract(graph, high, low)));
  const x = exp(graph, divide(graph, log(graph, t), scalar(graph, alpha)));
  return select(graph, isLower, x, subtract(graph, one, x));
}

/** t at 0, 1/PLACES, ..., 1 of the probability below one half, by the midpoint rule. */
export function quantilesOfHalf(alpha: number): readonly number[] {
  const end = 0.5 ** alpha;
  const sums = new Float64Array(STEPS + 1);
  for (let step = 0; step < STEPS; step += 1) {
    const t = ((step + 0.5) / STEPS) * end;
    sums[step + 1] = (sums[step] ?? 0) + (1 - t ** (1 / alpha)) ** (alpha - 1);
  }
  const total = sums[STEPS] ?? 1;
  let step = 0;
  return Array.from({ length: PLACES + 1 }, (_, place) => {
    const wanted = (place / PLACES) * total;
    while (step < STEPS - 1 && (sums[step + 1] ?? 0) < wanted) step += 1;
    const [below = 0, above = 1] = [sums[step], sums[step + 1]];
    return ((step + Math.min(1, (wanted - below) / (above - below))) / STEPS) * end;
  });
}
