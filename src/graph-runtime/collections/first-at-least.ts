/** Index of the first of ascending values that is at least `bound`, by bisection; the length when there is none. */
export function firstAtLeast(values: ArrayLike<number>, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Number.NaN) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
