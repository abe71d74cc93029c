import type { Histogram } from './run-events';

/**
 * How values are spread over equal parts of their range; each part holds its lower bound, the last one its upper bound too. Values
 * that are not finite are in none. When all values are the same, the first part has them all.
 */
export function histogramOf(values: Float32Array, bins: number): Histogram {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const counts = new Array<number>(bins).fill(0);
  if (minimum > maximum) return { minimum: 0, maximum: 0, counts };
  const perUnit = maximum > minimum ? bins / (maximum - minimum) : 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - minimum) * perUnit));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { minimum, maximum, counts };
}
