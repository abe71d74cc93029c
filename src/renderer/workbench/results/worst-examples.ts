/** Indices of the largest of `count` values, the largest first; what is not a number comes last. */
export function largest(count: number, valueAt: (index: number) => number, most: number): number[] {
  const values = Float64Array.from({ length: count }, (_, index) => valueAt(index));
  const rank = (index: number) => {
    const value = values[index] ?? Number.NaN;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  return Array.from(values.keys())
    .sort((a, b) => rank(b) - rank(a) || a - b)
    .slice(0, most);
}
